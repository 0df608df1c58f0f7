package org.stammkunde.example;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The products of the example merchant; the same for every seed. */
final class Catalog {

    /** Name and price in cents, by category. */
    private static final Map<Category, String> LISTS =
            Map.of(
                    Category.COFFEE,
                    """
                    Hausmischung ganze Bohne 500 g=1290
                    Hausmischung gemahlen 500 g=1290
                    Espresso Classico 500 g=1490
                    Espresso Classico 1 kg=2690
                    Äthiopien Sidamo 250 g=990
                    Kolumbien Hochland 250 g=950
                    Guatemala Antigua 250 g=1090
                    Entkoffeinierter Kaffee 500 g=1390
                    Kaffee-Probierset 4 x 100 g=1890
                    Handfilter Porzellan=2490
                    Filterpapier 100 Stück=390
                    French Press 0,8 l=3490
                    Kaffeemühle Holz=5990
                    Milchaufschäumer=2990
                    """,
                    Category.TEA,
                    """
                    Ostfriesenmischung 250 g=890
                    Darjeeling First Flush 100 g=1290
                    Earl Grey 100 g=690
                    Assam kräftig 250 g=990
                    Sencha Grüntee 100 g=790
                    Rooibos Vanille 100 g=590
                    Kräutergarten lose 100 g=550
                    Früchtetee Waldbeere 100 g=550
                    Wintertee Bratapfel 100 g=650
                    Teekanne Glas 1,2 l=3290
                    Stövchen Gusseisen=2790
                    Teesieb Edelstahl=890
                    """,
                    Category.SWEETS,
                    """
                    Zartbitterschokolade 70 % 100 g=350
                    Vollmilchschokolade Haselnuss 100 g=350
                    Trüffelpralinen 12 Stück=1290
                    Butterkekse 200 g=450
                    Cantuccini 250 g=590
                    Marzipanherzen 150 g=690
                    Baumkuchen 400 g=1490
                    Lebkuchen Selektion 500 g=1690
                    Dominosteine 250 g=550
                    Geröstete Mandeln 150 g=490
                    """,
                    Category.KITCHEN,
                    """
                    Kochmesser 20 cm=6990
                    Schälmesser=1490
                    Schneidebrett Eiche=3490
                    Gusspfanne 28 cm=7990
                    Schmortopf 4 l=12990
                    Holzlöffel 3er-Set=1290
                    Küchenwaage=2990
                    Backform Springform 26 cm=1990
                    Salatschüssel Akazie=3990
                    Pfeffermühle=2790
                    Vorratsglas 1 l=890
                    Brotkasten=5490
                    """,
                    Category.TABLE,
                    """
                    Becher Steinzeug blau=1290
                    Becher Steinzeug weiß=1290
                    Teller flach 27 cm=1690
                    Teller tief 22 cm=1590
                    Müslischale=1190
                    Frühstücksset 6-teilig=5990
                    Tafelservice 12-teilig=14990
                    Weinglas 2er-Set=1990
                    Wasserglas 6er-Set=2490
                    Karaffe 1 l=2990
                    Besteck 24-teilig=11990
                    Etagere=3490
                    """,
                    Category.TEXTILES,
                    """
                    Geschirrtuch Leinen=1290
                    Geschirrtuch 3er-Set=2490
                    Schürze=2990
                    Tischläufer Leinen=3290
                    Tischdecke 140 x 220 cm=5990
                    Servietten Stoff 4er-Set=1990
                    Wolldecke=8990
                    Kissenbezug 50 x 50 cm=2290
                    Topflappen 2er-Set=1490
                    Handtuch 50 x 100 cm=1690
                    """,
                    Category.GARDEN,
                    """
                    Kräutertopf Terrakotta=1490
                    Gießkanne Zink 5 l=3990
                    Pflanzkasten 60 cm=2990
                    Gartenschere=2790
                    Handschuhe Garten=1290
                    Saatgut Küchenkräuter=790
                    Saatgut Blumenwiese=690
                    Windlicht Glas=1990
                    Lichterkette Balkon=2490
                    Sitzkissen wetterfest=2990
                    Vogelfutterhaus=4490
                    """,
                    Category.GIFTS,
                    """
                    Geschenkkorb Genuss klein=3990
                    Geschenkkorb Genuss groß=7990
                    Geschenkset Kaffee=3490
                    Geschenkset Tee=2990
                    Adventskalender Tee=3490
                    Kerze Bienenwachs=1490
                    Grußkarte=390
                    Geschenkpapier 3 Bögen=590
                    Seife Lavendel=790
                    Notizbuch Leinen=1890
                    """);

    private static final int STOCK_MAX = 240;
    private static final double OUT_OF_STOCK = 0.03;

    private final Map<Category, List<Product>> products = new java.util.EnumMap<>(Category.class);
    private final List<Product> all;

    Catalog() {
        LISTS.forEach((category, list) -> products.put(category, products(category, list)));
        all = products.values().stream().flatMap(List::stream).toList();
    }

    List<Product> of(Category category) {
        return products.getOrDefault(category, List.of());
    }

    List<Product> all() {
        return all;
    }

    private static List<Product> products(Category category, String list) {
        Draw draw = Draw.of(1, "catalog", category.ordinal());
        List<Product> found = new ArrayList<>();
        for (String line : list.lines().toList()) {
            int price = line.lastIndexOf('=');
            String sku =
                    String.format(
                            Locale.ROOT, "%s-%03d", category.prefix(), 10 * (found.size() + 1));
            found.add(
                    product(
                            draw,
                            sku,
                            line.substring(0, price),
                            category,
                            Long.parseLong(line.substring(price + 1))));
        }
        return List.copyOf(found);
    }

    private static Product product(
            Draw draw, String sku, String name, Category category, long cents) {
        double withoutTax = cents / (1 + category.taxPercent() / 100.0);
        long cost = Math.round(withoutTax * category.costShare() * (0.85 + 0.3 * draw.uniform()));
        int stock = draw.chance(OUT_OF_STOCK) ? 0 : draw.between(2, STOCK_MAX);
        long formerCost = Math.round(cost * (0.88 + 0.1 * draw.uniform()));
        int costChangeDays = draw.between(60, ExamplePlan.DAYS - 60);
        return new Product(sku, name, category, cents, cost, formerCost, costChangeDays, stock);
    }
}
