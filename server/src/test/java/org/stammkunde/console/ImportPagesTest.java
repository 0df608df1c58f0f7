package org.stammkunde.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stammkunde.collect.files.ImportRequest;
import org.stammkunde.collect.imports.Imports;
import org.stammkunde.console.Chromium.Look;
import org.stammkunde.security.OwnerLinks;
import org.stammkunde.security.SignedInBrowser;
import org.stammkunde.web.PolicyViolations;

/** A file from the upload over mapping, dry run and import to the row report and the undo. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "spring.application.name=import-pages")
@ExtendWith(OutputCaptureExtension.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ImportPagesTest {

    private static final String ORDERS =
            """
            Beleg;Datum;Kunde;E-Mail;Artikel;Menge;Preis;Notiz
            1;03.04.2026 10:00;K1;eva@example.com;Hammer;1;9,90;
            2;03.04.2026 11:00;;;Säge;1;19,90;
            3;03.04.2026 12:00;K3;tom@example.com;"=HYPERLINK(""x"")";viele;9,90;
            1;03.04.2026 10:00;K1;eva@example.com;Nagel;100;0,05;Lager
            """;

    /** By name, as the orders have no article numbers. */
    private static final String PRODUCTS =
            """
            Bezeichnung;Warengruppe;VK-Preis;EK-Preis;MwSt;Bestand;Gültig ab
            Hammer;Werkzeug;9,90;4,00;19;12;01.01.2026
            Hammer;Werkzeug;8,90;4,20;19;11;01.04.2026
            Säge;Werkzeug;19,90;8,50;19;0;01.01.2026
            Leim;Kleinteile;3,50;;;;01.01.2026
            """;

    private static @Nullable Chromium started;

    @Autowired private OwnerLinks links;
    @Autowired private PolicyViolations violations;
    @Autowired private Imports imports;
    @Autowired private JdbcClient jdbc;

    private final Chromium chromium;
    private final int port;

    ImportPagesTest(@LocalServerPort int port) {
        if (started == null) {
            started = Chromium.start(port);
        }
        this.chromium = started;
        this.port = port;
    }

    @AfterAll
    static void endTheBrowser() {
        if (started != null) {
            started.close();
        }
    }

    @Test
    @Order(1)
    void aFileIsLookedAtTriedOutImportedReportedAndUndone() throws IOException {
        SignedInBrowser.of(port, "de", links);
        Page page = signedIn(Look.DESKTOP_GERMAN);
        page.navigate("/imports");
        assertThat(page.locator("h1")).hasText("Importe");
        chromium.look(page, "imports-empty");
        page.navigate("/products");
        assertThat(page.locator(".empty-state")).containsText("Noch keine Produkte");
        chromium.look(page, "products-empty");

        upload(page, "bestellungen.csv", ORDERS);
        assertThat(page.locator("h1")).containsText("bestellungen.csv");
        assertThat(page.locator("#column-2")).hasValue("placed-at");
        assertThat(page.locator("tr", row("Notiz")).locator("select")).hasValue("");
        assertThat(page.locator("#draft")).containsText("14,90");
        assertThat(page.locator("tr", row("03.04.2026 10:00")).first().locator(".soft"))
                .containsText("Datum (Tag.Monat.Jahr)");
        chromium.look(page, "import-draft");

        page.locator("#column-2").selectOption("");
        assertThat(page.locator("#draft [role=alert]")).containsText("wann bestellt wurde");
        assertThat(page.locator("[value=start]")).isDisabled();
        page.locator("#column-2").selectOption("placed-at");
        assertThat(page.locator("#draft [role=alert]")).hasCount(0);

        page.locator("#name").fill("Laden Köln");
        page.locator("[value=keep]").click();
        assertThat(page.locator("#saved")).containsText("Laden Köln");

        page.locator("[value=rehearse]").click();
        assertThat(page.locator(".import-result")).containsText("2 Bestellungen");
        chromium.look(page, "import-rehearsed");

        page.locator("[value=start]").click();
        assertThat(page.locator(".import-head .pill")).hasText("Importiert");
        assertThat(page.locator(".import-result")).containsText("2 Bestellungen");
        chromium.look(page, "import-done");

        String report = report(page);
        assertThat(report).contains("abgewiesen", "Das ist keine Zahl", "viele");
        assertThat(report).startsWith("\uFEFFZeile;Spalte;Wert");
        page.context().close();
        assertNothingWasRefused();
    }

    @Test
    @Order(2)
    void anImportIsTakenBackAndBroughtBack() {
        Page page = signedIn(Look.DESKTOP_GERMAN);
        page.navigate("/customers");
        assertThat(page.locator("#rows tr")).hasCount(1);

        page.navigate("/imports");
        page.locator(".import-name").click();
        page.locator(".import-undo button").click();
        assertThat(page.locator(".import-head .pill")).hasText("Rückgängig gemacht");
        chromium.look(page, "import-undone");
        page.navigate("/customers");
        assertThat(page.locator("#rows tr")).hasCount(0);

        page.goBack();
        page.locator(".import-undo button").click();
        assertThat(page.locator(".import-head .pill")).hasText("Importiert");
        page.navigate("/imports");
        assertThat(page.locator("#rows tr")).hasCount(1);
        chromium.look(page, "imports");
        page.context().close();
        assertNothingWasRefused();
    }

    @Test
    @Order(3)
    void whatIsNoTableIsToldInBothLanguages() {
        for (Look look : List.of(Look.DESKTOP_GERMAN, new Look("en", true, true))) {
            boolean german = look.language().equals("de");
            Page page = signedIn(look);
            refused(page, "", german ? "Die Datei ist leer" : "The file is empty");
            refused(page, "\n\n", german ? "nur Leerzeilen" : "blank lines only");
            refused(page, "a;b;Preis\n", german ? "keine Zeilen unter" : "no rows below");
            refused(page, "%PDF-1.4 x", german ? "keine Texttabelle" : "no table of text");
            chromium.look(page, "import-refused-" + look);
            upload(page, "orders.csv", ORDERS);
            assertThat(page.locator("#draft")).isVisible();
            chromium.look(page, "import-draft-" + look);
            page.navigate("/imports");
            chromium.look(page, "imports-" + look);
            page.context().close();
        }
        assertNothingWasRefused();
    }

    @Test
    @Order(4)
    void aListOfProductsFillsTheCatalogue() {
        for (Look look : Look.all()) {
            Page page = signedIn(look);
            page.navigate("/products");
            if (look == Look.DESKTOP_GERMAN) {
                importProducts(page);
            }
            page.navigate("/products?sort=name");
            assertThat(page.locator("#rows tr")).hasCount(4);
            chromium.look(page, "products-" + look);
            page.getByText("Hammer").first().click();
            assertThat(page.locator("h1")).containsText("Hammer");
            page.locator("[data-chart] canvas").first().waitFor();
            chromium.look(page, "product-" + look);
            page.locator(".behind summary").first().click();
            assertThat(page.locator(".behind").first()).containsText("9");
            chromium.look(page, "product-table-" + look);
            page.context().close();
        }
        assertNothingWasRefused();
    }

    @Test
    @Order(5)
    void whatCommandsImportStandsInTheListAndWhatWasStoppedIsTold(@TempDir Path folder)
            throws IOException {
        Path file = Files.writeString(folder.resolve("kasse-koeln.csv"), ORDERS);
        imports.run(ImportRequest.of(file), "felix", _ -> {});
        jdbc.sql(
                        """
                        insert into collect.import (file_name, file_bytes, source, entered_by,
                                                    by_command, state, created_at, started_at)
                        values ('filiale-leipzig.csv', 48211, 'Leipzig', 'felix', true, 'running',
                                now(), now())
                        """)
                .update();
        for (Look look : List.of(Look.DESKTOP_GERMAN, new Look("en", true, true))) {
            boolean german = look.language().equals("de");
            Page page = signedIn(look);
            page.navigate("/imports");
            Locator done = page.locator("#rows tr", row("kasse-koeln.csv"));
            assertThat(done)
                    .containsText(
                            german
                                    ? "Bestellungen · von felix, Kommandozeile · kasse-koeln"
                                    : "Orders · by felix, command line · kasse-koeln");
            assertThat(page.locator("#rows tr", row("filiale-leipzig.csv")).locator(".pill"))
                    .hasText(german ? "Unterbrochen" : "Interrupted");
            chromium.look(page, "imports-command-" + look);
            page.getByText("filiale-leipzig.csv").click();
            assertThat(page.locator("[role=alert]"))
                    .containsText(german ? "denselben Befehl" : "the same command");
            assertThat(page.locator(".import-undo button")).isVisible();
            chromium.look(page, "import-interrupted-" + look);
            page.context().close();
        }
        Page page = signedIn(Look.DESKTOP_GERMAN);
        page.navigate("/imports");
        Download download =
                page.waitForDownload(() ->
                        page.locator("#rows tr", row("kasse-koeln.csv"))
                                .locator("a[download]")
                                .click());
        assertThat(Files.readString(download.path())).contains("abgewiesen", "viele");
        page.context().close();
        assertNothingWasRefused();
    }

    private void importProducts(Page page) {
        // the orders imported above name three products
        assertThat(page.locator("#rows tr")).hasCount(3);
        upload(page, "artikel.csv", PRODUCTS);
        assertThat(page.locator("#kind")).hasValue("products");
        assertThat(page.locator("#column-6")).hasValue("stock");
        assertThat(page.locator("#draft")).containsText("9,90");
        chromium.look(page, "import-products");
        page.locator("#kind").selectOption("orders");
        assertThat(page.locator("#draft [role=alert]").first()).isVisible();
        page.locator("#kind").selectOption("products");
        assertThat(page.locator("#draft [role=alert]")).hasCount(0);
        page.locator("[value=start]").click();
        assertThat(page.locator(".import-head .pill")).hasText("Importiert");
        assertThat(page.locator(".import-result")).containsText("4 Produktangaben");

        page.navigate("/products");
        page.locator("#category").selectOption("Werkzeug");
        assertThat(page.locator("#rows tr")).hasCount(2);
        page.locator("#q").fill("säge");
        assertThat(page.locator("#rows tr")).hasCount(1);
        page.locator("#q").fill("gibt es nicht");
        assertThat(page.locator(".empty-state")).isVisible();
        chromium.look(page, "products-none");
    }

    private void assertNothingWasRefused() {
        assertThat(chromium.complaints()).isEmpty();
        assertThat(violations.reports()).isEmpty();
    }

    private static void refused(Page page, String content, String said) {
        upload(page, "file.csv", content);
        assertThat(page.locator("[role=alert]").first()).containsText(said);
    }

    private static void upload(Page page, String name, String content) {
        page.navigate("/imports");
        page.locator("#file")
                .setInputFiles(
                        new FilePayload(
                                name, "text/csv", content.getBytes(StandardCharsets.UTF_8)));
        page.locator("[data-upload] button").click();
    }

    private static String report(Page page) throws IOException {
        Download download = page.waitForDownload(() -> page.locator("a[download]").click());
        return Files.readString(download.path());
    }

    private static Page.LocatorOptions row(String text) {
        return new Page.LocatorOptions().setHasText(text);
    }

    private Page signedIn(Look look) {
        return chromium.signedIn(look, SignedInBrowser.EMAIL, SignedInBrowser.PASSWORD);
    }
}
