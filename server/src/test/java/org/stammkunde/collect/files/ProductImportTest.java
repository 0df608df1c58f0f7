package org.stammkunde.collect.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stammkunde.collect.files.ImportResult.Count;

/** Lists of products, into a real database. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = "spring.main.lazy-initialization=true")
class ProductImportTest {

    private static final String PRODUCTS =
            """
            Artikelnummer;Bezeichnung;Warengruppe;VK-Preis;EK-Preis;MwSt;Bestand;Aktiv;Bild
            H1;Hammer;Werkzeug;19,90 €;8,50;19;12;ja;https://example.com/h1.jpg
            S1;Säge;Werkzeug;29,00;;0,19;-2;nein;kein Bild
            N1;Nagel;Kleinteile;teuer;0,01;19;5000;;
            ;Leim;Kleinteile;3,50;;;;;
            ;;;1,00;;;;;
            B1;Beil;Werkzeug;-5,00;;;;;
            """;

    @Autowired private OrderImport files;
    @Autowired private JdbcClient jdbc;
    @TempDir private Path folder;

    @Test
    void rowsBecomeProductsWithPriceCostAndStock(TestInfo test) throws IOException {
        ImportResult result = run(PRODUCTS, test);

        assertThat(result.kind()).isEqualTo(RowKind.PRODUCTS);
        assertThat(result.imported()).isEqualTo(new Count(3, 3));
        assertThat(result.rejected()).isEqualTo(new Count(3, 0));
        assertThat(result.valuesLeftOut()).isEqualTo(1);
        assertThat(Files.readString(result.report().orElseThrow()))
                .contains(
                        "number-unreadable",
                        "teuer",
                        "value-missing",
                        "number-negative",
                        "link-invalid");
        assertThat(said("H1", test))
                .contains(
                        "name Hammer",
                        "category Werkzeug",
                        "active true",
                        "image https://example.com/h1.jpg",
                        "price EUR 19.9",
                        "cost EUR 8.5",
                        "tax  19",
                        "stock  12");
        assertThat(said("S1", test)).contains("active false", "tax  19", "stock  -2");
        assertThat(said("Leim", test)).contains("price EUR 3.5");
        assertThat(said("N1", test)).isEmpty();
    }

    @Test
    void theSameFileChangesNothingAndACorrectedOneCorrects(TestInfo test) {
        run(PRODUCTS, test);

        ImportResult again = run(PRODUCTS, test);
        assertThat(again.imported()).isEqualTo(Count.NOTHING);
        assertThat(again.unchanged()).isEqualTo(new Count(3, 3));

        ImportResult corrected = run(PRODUCTS.replace("19,90 €", "18,90 €"), test);
        assertThat(corrected.imported()).isEqualTo(new Count(1, 1));
        assertThat(said("H1", test)).contains("price EUR 18.9");
        assertThat(prices("H1", test)).as("of one day the last file counts").hasSize(1);
    }

    @Test
    void aDryRunStoresNothing(TestInfo test) {
        ImportResult result = files.rehearse(request(PRODUCTS, test), _ -> {});

        assertThat(result.imported()).isEqualTo(new Count(3, 3));
        assertThat(said("H1", test)).isEmpty();
    }

    @Test
    void rowsWithADayMakeAHistory(TestInfo test) {
        String history =
                """
                sku,name,price,valid from
                %1$s,Hammer,19.90,2026-01-01
                %1$s,Hammer,17.90,2026-02-01
                %1$s,Hammer,18.90,2026-03-01
                """
                        .formatted("D1");
        run(history, test);
        run(history.replace("17.90", "16.90"), test);

        assertThat(prices("D1", test)).containsExactly("19.9", "16.9", "18.9");
        assertThat(said("D1", test)).contains("price EUR 18.9");
        assertThat(run(history.replace("17.90", "16.90"), test).imported())
                .isEqualTo(Count.NOTHING);
    }

    @Test
    void whatTheRowsAreIsSeenAndCanBeSaid(TestInfo test) {
        check(RowKind.PRODUCTS, "Name;Preis;Bestand\nHammer;9,90;3\n");
        check(RowKind.PRODUCTS, "SKU,Title,Cost per item\nH1,Hammer,3.20\n");
        check(RowKind.ORDERS, "Bestellnummer;Datum;Artikel;Preis\n1;03.04.2026;Hammer;9,90\n");
        check(RowKind.ORDERS, "Datum;Artikel;Preis\n03.04.2026;Hammer;9,90\n");
        check(RowKind.ORDERS, "Artikel;Menge;Preis\nHammer;2;9,90\n");
        check(RowKind.CUSTOMERS, "Kundennummer;Nachname\nK1;Adam\n");

        FileLook said =
                files.look(
                        request("Artikel;Menge;Preis\nHammer;2;9,90\n", test)
                                .withSettings(Map.of("kind", "products")));
        assertThat(said.missing()).isEmpty();
        assertThat(said.products().getFirst().stock()).isEqualByComparingTo("2");
        FileLook nameless =
                files.look(
                        request("Preis;Bestand\n9,90;3\n", test)
                                .withSettings(Map.of("kind", "products")));
        assertThat(nameless.missing()).containsExactly("product");
    }

    private void check(RowKind expected, String text) {
        Path file = TemporaryFile.of(folder, "liste.csv", text, StandardCharsets.UTF_8);
        assertThat(files.look(ImportRequest.of(file)).kind()).as(text).isEqualTo(expected);
    }

    @Test
    void variantsOfShopifyHaveTheirProductsNameAndFurtherPicturesBelongToIt(TestInfo test) {
        ImportResult result =
                run(
                        """
                        Handle,Title,Body (HTML),Vendor,Type,Tags,Published,Option1 Name,Option1 Value,Variant SKU,Variant Inventory Qty,Variant Price,Variant Compare At Price,Image Src,Cost per item,Status
                        becher,Becher,<p>Schön</p>,Keramik Süd,Geschirr,neu,true,Farbe,Blau,BB,3,12.90,,https://example.com/1.jpg,4.10,active
                        becher,,,,,,,,Weiß,BW,0,13.90,,,4.20,
                        becher,,,,,,,,,,,,,https://example.com/2.jpg,,
                        kanne,Kanne,,Keramik Süd,Geschirr,,true,Title,Default Title,KA,7,39.00,,,,draft
                        """,
                        test);

        assertThat(files.look(request("", test, "shopify.csv")).recognized())
                .contains("shopify-products");
        assertThat(result.imported()).isEqualTo(new Count(4, 3));
        assertThat(said("BB", test))
                .contains("name Becher - Blau", "image https://example.com/1.jpg");
        assertThat(said("BW", test))
                .contains(
                        "name Becher - Weiß",
                        "brand Keramik Süd",
                        "category Geschirr",
                        "price EUR 13.9",
                        "cost EUR 4.2",
                        "stock  0",
                        "active true");
        assertThat(said("KA", test)).contains("name Kanne", "active false");
    }

    @Test
    void ofWooCommerceTheReducedPriceAndTheFirstCategoryCount(TestInfo test) {
        run(
                """
                ID,Type,SKU,Name,Published,Stock,Sale price,Regular price,Categories,Images
                7,simple,T1,Tee,1,12,4.50,5.90,"Getränke > Tee, Geschenke","https://example.com/a.jpg, https://example.com/b.jpg"
                8,simple,T2,Tasse,-1,,,9.90,Geschirr,
                """,
                test);

        assertThat(said("T1", test))
                .contains(
                        "price EUR 4.5",
                        "category Getränke > Tee",
                        "image https://example.com/a.jpg",
                        "active true");
        assertThat(said("T2", test)).contains("price EUR 9.9", "active false");
    }

    private ImportResult run(String text, TestInfo test) {
        return files.run(request(text, test), _ -> {});
    }

    private ImportRequest request(String text, TestInfo test) {
        return request(text, test, "produkte.csv");
    }

    private ImportRequest request(String text, TestInfo test, String name) {
        Path file =
                text.isEmpty()
                        ? folder.resolve("produkte.csv")
                        : TemporaryFile.of(folder, name, text, StandardCharsets.UTF_8);
        return ImportRequest.of(file).withSettings(Map.of("source", test.getDisplayName()));
    }

    private List<String> said(String product, TestInfo test) {
        return jdbc.sql(
                        """
                        select attribute || ' ' || value
                        from catalog.attribute join events.source on source.id = attribute.source
                        where product = :product and source.name = :source
                        union all
                        select measure || ' ' || currency || ' ' || trim_scale(value)
                        from catalog.latest join events.source on source.id = latest.source
                        where product = :product and source.name = :source
                        """)
                .param("product", product)
                .param("source", test.getDisplayName())
                .query((row, _) -> row.getString(1))
                .list();
    }

    private List<String> prices(String product, TestInfo test) {
        return jdbc.sql(
                        """
                        select trim_scale(value)::text
                        from catalog.statement join events.source on source.id = statement.source
                        where product = :product and source.name = :source and measure = 'price'
                        order by slot
                        """)
                .param("product", product)
                .param("source", test.getDisplayName())
                .query((row, _) -> row.getString(1))
                .list();
    }
}
