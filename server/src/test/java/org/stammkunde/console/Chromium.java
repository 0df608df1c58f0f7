package org.stammkunde.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The system's Chromium under test. Whatever a page complains about in its console is collected,
 * and every look at a page is also one by axe.
 */
final class Chromium implements AutoCloseable {

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    private static final String MISSING =
            "the browser tests need Chromium: `apt-get install chromium` on Debian or Ubuntu, `dnf"
                    + " install chromium` on Fedora; or set STAMMKUNDE_BROWSER to the program of any"
                    + " Chromium or Chrome";

    /** How a page is looked at. */
    record Look(String language, boolean dark, boolean phone) {

        static final Look DESKTOP_GERMAN = new Look("de", false, false);

        /**
         * Four looks in which any two of language, theme and size meet in every combination; all
         * eight take twice as long and would find only what needs three of them at once.
         */
        static List<Look> all() {
            return List.of(
                    DESKTOP_GERMAN,
                    new Look("de", true, true),
                    new Look("en", false, true),
                    new Look("en", true, false));
        }

        @Override
        public String toString() {
            return "%s-%s-%s"
                    .formatted(language, dark ? "dark" : "light", phone ? "phone" : "desktop");
        }
    }

    /**
     * Asks axe for what is wrong only: describing also what is right, element by element, takes
     * most of its time.
     */
    private static final String BARRIERS =
            """
            async () => (await axe.run({ resultTypes: ["violations"] })).violations.map(
                    rule => `${rule.id}: ${rule.help} ${rule.nodes[0].html}`)
            """;

    private final Playwright playwright;
    private final Browser browser;
    private final String server;
    private final List<String> complaints = new ArrayList<>();
    private @Nullable String session;

    private Chromium(Playwright playwright, Browser browser, String server) {
        this.playwright = playwright;
        this.browser = browser;
        this.server = server;
    }

    /** A machine that builds and tests at once takes its time. */
    private static final int PATIENCE_MILLIS = 30_000;

    /** Starts the browser; where there is none, the test fails in CI and is skipped elsewhere. */
    static Chromium start(int port) {
        Path program = program().orElseThrow(Chromium::missing);
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        Playwright playwright =
                Playwright.create(
                        new Playwright.CreateOptions()
                                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Browser browser =
                playwright
                        .chromium()
                        .launch(
                                new BrowserType.LaunchOptions()
                                        .setExecutablePath(program)
                                        .setArgs(
                                                List.of(
                                                        "--no-sandbox",
                                                        "--disable-quic",
                                                        "--no-first-run",
                                                        "--disable-background-networking",
                                                        "--disable-component-update",
                                                        "--disable-sync")));
        return new Chromium(playwright, browser, "http://localhost:" + port);
    }

    private static AssertionError missing() {
        if (System.getenv("CI") == null) {
            abort(MISSING);
        }
        return new AssertionError(MISSING);
    }

    private static Optional<Path> program() {
        String named = System.getenv("STAMMKUNDE_BROWSER");
        Stream<Path> places =
                Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(name -> Path.of("/usr/bin", name));
        return (named == null ? places : Stream.of(Path.of(named)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** A new window without cookies. */
    Page window(Look look) {
        return window(look, null);
    }

    /**
     * A new window in which somebody is signed in, on the dashboard. Only the first one types the
     * password, as long as its session lasts: the others take that over.
     */
    Page signedIn(Look look, String email, String password) {
        Page page = window(look, session);
        page.navigate("/");
        if (page.url().contains("/sign-in")) {
            page.locator("#email").fill(email);
            page.locator("#password").fill(password);
            page.locator(".btn-primary").click();
            page.waitForURL(address -> !address.contains("/sign-in"));
            session = page.context().storageState();
        }
        return page;
    }

    private Page window(Look look, @Nullable String state) {
        BrowserContext context =
                browser.newContext(
                        new Browser.NewContextOptions()
                                .setStorageState(state)
                                .setBaseURL(server)
                                .setLocale(look.language().equals("de") ? "de-DE" : "en-US")
                                .setColorScheme(look.dark() ? ColorScheme.DARK : ColorScheme.LIGHT)
                                .setViewportSize(
                                        look.phone() ? 390 : 1280, look.phone() ? 844 : 860));
        context.setDefaultTimeout(PATIENCE_MILLIS);
        Page page = context.newPage();
        page.onPageError(complaints::add);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")
                    && !isAboutStatus(message.text())
                    && !isAboutReplaced(message.text())) {
                complaints.add(page.url() + ": " + message.text());
            }
        });
        return page;
    }

    /** Refused forms and used links have a status of their own; a missing file is a fault. */
    private static boolean isAboutStatus(String message) {
        return message.startsWith("Failed to load resource")
                && message.matches(".*(409|410|422).*");
    }

    /**
     * A preview that is asked for again before its answer came is broken off by htmx, which says so
     * by these two; requests that failed have names of their own.
     */
    private static boolean isAboutReplaced(String message) {
        return message.startsWith("htmx:afterRequest,") || message.startsWith("htmx:sendAbort,");
    }

    /** Everything pages complained about so far. */
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    /**
     * Checks what is on the page now: no barrier that axe finds, no missing text, nothing wider
     * than the window; and takes a picture where somebody wants to see it ({@code
     * -Dpictures=true}).
     */
    void look(Page page, String name) {
        page.evaluate(AxeBuilder.getAxeScript());
        @SuppressWarnings("unchecked")
        List<String> barriers = (List<String>) page.evaluate(BARRIERS);

        assertThat(barriers).as("barriers on %s (%s)", name, page.url()).isEmpty();
        assertThat(page.content()).as(name).doesNotContain("⟦");
        assertThat(page.evaluate("document.documentElement.scrollWidth - innerWidth"))
                .as("pixels that %s is wider than the window", name)
                .isEqualTo(0);
        if (Boolean.getBoolean("pictures")) {
            page.screenshot(
                    new Page.ScreenshotOptions()
                            .setFullPage(true)
                            .setPath(SCREENSHOTS.resolve(name + ".png")));
        }
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
