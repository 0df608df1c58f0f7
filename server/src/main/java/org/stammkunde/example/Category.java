package org.stammkunde.example;

import java.time.LocalDate;
import java.time.Month;
import java.util.EnumSet;
import java.util.Set;

/** What the example merchant sells, and when people want it most. */
enum Category {
    COFFEE("Kaffee", "KAF", 0.46, EnumSet.allOf(Month.class)),
    TEA(
            "Tee",
            "TEE",
            0.38,
            EnumSet.of(Month.OCTOBER, Month.NOVEMBER, Month.DECEMBER, Month.JANUARY)),
    SWEETS(
            "Schokolade und Gebäck",
            "SUE",
            0.5,
            EnumSet.of(Month.MARCH, Month.NOVEMBER, Month.DECEMBER)),
    KITCHEN("Küche", "KUE", 0.54, EnumSet.allOf(Month.class)),
    TABLE("Geschirr", "GES", 0.45, EnumSet.allOf(Month.class)),
    TEXTILES("Textilien", "TEX", 0.42, EnumSet.of(Month.SEPTEMBER, Month.OCTOBER, Month.NOVEMBER)),
    GARDEN(
            "Garten und Balkon",
            "GAR",
            0.57,
            EnumSet.of(Month.APRIL, Month.MAY, Month.JUNE, Month.JULY)),
    GIFTS("Geschenke", "GSK", 0.4, EnumSet.of(Month.NOVEMBER, Month.DECEMBER, Month.MAY));

    private static final double IN_SEASON = 2.5;

    private final String title;
    private final String prefix;
    private final double costShare;
    private final Set<Month> season;

    Category(String title, String prefix, double costShare, Set<Month> season) {
        this.title = title;
        this.prefix = prefix;
        this.costShare = costShare;
        this.season = season;
    }

    /** As it stands in the merchant's files. */
    String title() {
        return title;
    }

    /** The beginning of its products' numbers. */
    String prefix() {
        return prefix;
    }

    /** What the merchant pays for its products, as a share of their price without tax. */
    double costShare() {
        return costShare;
    }

    /** Whether it is food, for which the lower rate of tax holds. */
    boolean isFood() {
        return this == COFFEE || this == TEA || this == SWEETS;
    }

    /** The rate of tax in its products' prices, in percent. */
    int taxPercent() {
        return isFood() ? 7 : 19;
    }

    /** How much it is wanted on the day, 1 out of season. */
    double demand(LocalDate day) {
        return season.contains(day.getMonth()) ? IN_SEASON : 1;
    }
}
