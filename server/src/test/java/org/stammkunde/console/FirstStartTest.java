package org.stammkunde.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.LoadState;
import com.microsoft.playwright.options.WaitUntilState;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.stammkunde.console.Chromium.Look;
import org.stammkunde.customers.Facts;
import org.stammkunde.events.EventLog;
import org.stammkunde.events.Identifier;
import org.stammkunde.events.Projector;
import org.stammkunde.events.Sources;
import org.stammkunde.web.PolicyViolations;

/** From the first start to the customer page, in a browser: one installation, used step by step. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "spring.application.name=first-start")
@ExtendWith(OutputCaptureExtension.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FirstStartTest {

    private static final Pattern LINK = Pattern.compile("http://localhost:\\d+(/set-up/\\S+)");
    private static final String EMAIL = "ada@example.com";
    private static final String PASSWORD = "ein langer Satz hilft";

    /** Whether the page's script answers a click on the link that skips the navigation. */
    private static final String SKIPPING_WORKS =
            """
            () => {
                const skip = document.querySelector(".skip");
                if (!skip) {
                    return false;
                }
                let answered = false;
                addEventListener("click", (click) => {
                    answered = click.defaultPrevented;
                    click.preventDefault();
                }, { once: true });
                skip.click();
                return answered;
            }
            """;

    @Autowired private EventLog log;
    @Autowired private Projector projector;
    @Autowired private Sources sources;
    @Autowired private PolicyViolations violations;

    private static @Nullable Chromium started;

    private final Chromium chromium;

    FirstStartTest(@LocalServerPort int port) {
        if (started == null) {
            started = Chromium.start(port);
        }
        chromium = started;
    }

    @AfterAll
    static void endTheBrowser() {
        if (started != null) {
            started.close();
        }
    }

    @AfterEach
    void noPageComplained() {
        assertThat(chromium.complaints()).isEmpty();
        assertThat(violations.reports()).as("refused by the content security policy").isEmpty();
    }

    @Test
    @Order(1)
    void theFirstStartPrintsALinkThatMakesTheOwner(CapturedOutput output) {
        Page page = chromium.window(Look.DESKTOP_GERMAN);
        page.navigate("/");
        assertThat(page.locator("h1")).hasText("Noch kein Konto");
        chromium.look(page, "no-account");

        page.navigate(printedLink(output));
        assertThat(page.locator("h1")).hasText("Willkommen bei Stammkunde");
        chromium.look(page, "set-up");
        page.getByLabel("Name Ihres Geschäfts").fill("Feinkost Lindner");
        page.getByLabel("Ihr Name").fill("Ada Lindner");
        page.getByLabel("E-Mail-Adresse").fill(EMAIL);
        page.getByLabel("Passwort").fill("zu kurz");
        button(page, "Konto anlegen").click();
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("Ein Feld");
        chromium.look(page, "set-up-refused");

        page.getByLabel("Passwort").fill(PASSWORD);
        button(page, "Konto anlegen").click();
        assertThat(page.locator("h1")).hasText("Willkommen");
        assertThat(page.locator("body")).containsText("./stammkunde import bestellungen.csv");
        chromium.look(page, "empty-dashboard");
        page.context().close();
    }

    @Test
    @Order(2)
    void whatCustomersDidAppearsOnTheDashboard() {
        supplyFacts();
        Page page = signedIn(Look.DESKTOP_GERMAN);

        assertThat(page.locator("h1")).hasText("Übersicht");
        assertThat(page.locator("#standing")).containsText("Stand: Ereignis ");
        assertThat(page.locator(".tile-value").first()).containsText("€");
        assertThat(page.locator("[data-chart] canvas")).hasCount(2);
        chromium.look(page, "dashboard");

        page.locator("#top-score").click();
        assertThat(page.locator("#top-score")).hasAttribute("aria-current", "true");
        chromium.look(page, "dashboard-by-score");

        page.locator("[popovertarget=help-spread-help]").click();
        assertThat(page.locator("#help-spread-help")).isVisible();
        chromium.look(page, "dashboard-help");
        page.keyboard().press("Escape");
        assertThat(page.locator("#help-spread-help")).isHidden();

        link(page, "Alle zeigen").click();
        assertThat(page.locator("h1")).hasText("Kunden");
        assertThat(page.locator("#group-treue-kunden")).hasAttribute("aria-current", "true");
        page.context().close();
    }

    @Test
    @Order(3)
    void customersAreSearchedSortedAndPagedWithoutLeavingThePage() {
        Page page = signedIn(Look.DESKTOP_GERMAN);
        page.navigate("/customers");
        assertThat(page.locator("#rows tr")).hasCount(50);
        link(page, "Mehr anzeigen").click();
        assertThat(page.locator("#rows tr")).hasCount(61);
        chromium.look(page, "customers");

        page.locator("#sort-revenue").click();
        assertThat(page.locator("th[aria-sort]")).containsText("Umsatz");
        assertThat(page).hasURL(Pattern.compile(".*sort=revenue"));
        chromium.look(page, "customers-by-revenue");

        page.locator("h1").click();
        page.keyboard().press("/");
        page.keyboard().type("nr 007");
        assertThat(page.locator("#rows tr")).hasCount(1);
        assertThat(page.locator("#q")).isFocused();
        chromium.look(page, "customers-searched");

        page.locator("#q").fill("niemand");
        assertThat(page.locator(".empty-state")).containsText("Niemand gefunden");
        chromium.look(page, "customers-none");
        page.context().close();
    }

    @Test
    @Order(4)
    void theCustomerPageSaysWhoItIsWhyTheScoreAndWhatHappened() {
        Page page = signedIn(Look.DESKTOP_GERMAN);
        page.navigate("/customers?q=%3Cscript");
        page.locator(".person-name").click();

        assertThat(page.locator("h1")).containsText("<script>alert('Nr 000')</script>");
        assertThat(page.locator(".breakdown tfoot")).containsText("Treuewert");
        assertThat(page.locator(".story > li")).hasCount(31);
        chromium.look(page, "customer");

        page.locator(".part summary").first().click();
        assertThat(page.locator(".part .score-facts tbody tr")).hasCount(30);
        chromium.look(page, "customer-why");
        page.locator(".part .score-facts tbody a").first().click();
        assertThat(page.locator(".story > li").first()).containsText("K-000-29");
        page.goBack();

        page.locator("#kind-profile").click();
        assertThat(page.locator("#kind-profile")).hasAttribute("aria-current", "true");
        assertThat(page.locator(".story > li")).hasCount(1);
        chromium.look(page, "customer-filtered");
        page.context().close();
    }

    @Test
    @Order(5)
    void everythingWorksByKeyboard() {
        Page page = signedIn(Look.DESKTOP_GERMAN);

        page.keyboard().press("Tab");
        assertThat(page.locator(".skip")).isFocused();
        page.keyboard().press("Enter");
        assertThat(page.locator("#main")).isFocused();
        page.keyboard().press("Tab");
        assertThat(page.locator("[popovertarget=help-basis]")).isFocused();
        page.keyboard().press("Enter");
        assertThat(page.locator("#help-basis")).isVisible();
        page.keyboard().press("Escape");
        assertThat(page.locator("#help-basis")).isHidden();
        page.context().close();
    }

    /** The browser focuses the target of an address such as "/#main" again when all is loaded. */
    @Test
    @Order(5)
    void whatIsLoadedLateLeavesTheFocusWhereItIs() {
        Page page = signedIn(Look.DESKTOP_GERMAN);
        List<Route> held = new ArrayList<>();
        page.route("**/echarts*", held::add);
        page.navigate("/", new Page.NavigateOptions().setWaitUntil(WaitUntilState.COMMIT));
        page.waitForFunction(SKIPPING_WORKS);

        page.locator(".skip").focus();
        page.keyboard().press("Enter");
        assertThat(page.locator("#main")).isFocused();
        page.keyboard().press("Tab");
        assertThat(page.locator("[popovertarget=help-basis]")).isFocused();
        held.forEach(Route::resume);
        page.waitForLoadState(LoadState.LOAD);

        assertThat(page.locator("[data-chart] canvas")).hasCount(2);
        assertThat(page.locator("[popovertarget=help-basis]")).isFocused();
        page.context().close();
    }

    @Test
    @Order(6)
    void languageAndThemeAreChangedInTheMenuAndRemembered() {
        Page page = signedIn(new Look("de", false, true));
        page.locator(".bar-menu").click();
        page.locator(".who").click();
        chromium.look(page, "menu-phone");

        button(page, "English").click();
        assertThat(page.locator("h1")).hasText("Dashboard");
        page.locator(".bar-menu").click();
        page.locator(".who").click();
        page.locator("[name=theme][value=dark]").click();
        assertThat(page.locator("html")).hasAttribute("data-bs-theme", "dark");
        page.navigate("/customers");
        assertThat(page.locator("h1")).hasText("Customers");

        page.locator(".bar-menu").click();
        page.locator(".who").click();
        button(page, "Sign out").click();
        assertThat(page.locator("h1")).hasText("Sign in");
        page.context().close();
    }

    @Test
    @Order(7)
    void everyPageIsFineInBothLanguagesThemesAndSizes() {
        for (Look look : Look.all()) {
            Page page = signedIn(look);
            assertThat(page.locator("html")).hasAttribute("lang", look.language());
            for (String path : List.of("/", "/customers?sort=score", "/sign-in")) {
                page.navigate(path);
                chromium.look(page, name(path) + "-" + look);
            }
            page.navigate("/customers?sort=score");
            page.locator(".person-name").first().click();
            page.locator(".who-head").waitFor();
            page.locator(".part summary").first().click();
            page.locator(".part .score-facts table").waitFor();
            chromium.look(page, "customer-" + look);
            page.navigate(page.locator(".part").first().getAttribute("hx-get"));
            chromium.look(page, "score-facts-" + look);
            page.context().close();
        }
    }

    @Test
    @Order(8)
    void anUnknownPageIsToldInTheConsolesLook() {
        Page page = chromium.window(Look.DESKTOP_GERMAN);

        page.navigate("/set-up/unknown");

        assertThat(page.locator("h1")).hasText("Dieser Link gilt nicht mehr");
        chromium.look(page, "expired");
        page.context().close();
    }

    /** What the looks at all other pages rest on. */
    @Test
    @Order(9)
    void aLookSeesWhatStandsInSomebodysWay() {
        Page page = chromium.window(Look.DESKTOP_GERMAN);
        page.setContent(
                "<main><h1>Bild</h1><img src='data:image/gif;base64,R0lGODlhAQABAAAAACw='></main>");

        assertThatThrownBy(() -> chromium.look(page, "barrier"))
                .hasMessageContaining("image-alt")
                .hasMessageContaining("R0lGOD");

        page.context().close();
    }

    private static String name(String path) {
        return path.equals("/") ? "dashboard" : path.replaceAll("^/|\\?.*", "");
    }

    private static String printedLink(CapturedOutput output) {
        Matcher link = LINK.matcher(output.getAll());
        assertThat(link.find()).as("a printed link").isTrue();
        return link.group(1);
    }

    private Page signedIn(Look look) {
        return chromium.signedIn(look, EMAIL, PASSWORD);
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator link(Page page, String name) {
        return page.getByRole(
                AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    /** Sixty-one customers; the first has a name that would run, and did much. */
    private void supplyFacts() {
        Facts facts = new Facts(log, projector, sources);
        LocalDate start = LocalDate.of(2025, 1, 10);
        for (int i = 0; i <= 60; i++) {
            String account = "K-%03d".formatted(i);
            String name =
                    i == 0 ? "<script>alert('Nr 000')</script>" : "Nr %03d Muster".formatted(i);
            facts.identify(
                    account,
                    start.plusDays(i) + "T09:00:00Z",
                    "{\"name\":\"%s\",\"city\":\"Köln\"}".formatted(name),
                    Identifier.email(account + "@example.com").orElseThrow());
            int orders = i == 0 ? 30 : i % 7;
            for (int order = 0; order < orders; order++) {
                facts.order(
                        account,
                        account + "-" + order,
                        start.plusDays(i + order * 17L) + "T10:00:00Z",
                        i + 9 + ".90",
                        "Bergkäse");
            }
        }
        facts.project();
    }
}
