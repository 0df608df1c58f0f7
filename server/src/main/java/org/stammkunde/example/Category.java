package org.stammkunde.example;

import java.time.LocalDate;
import java.time.Month;
import java.util.EnumSet;
import java.util.Set;

/** What the example merchant sells, and when people want it most. */
enum Category {
    COFFEE("Kaffee", "KAF", EnumSet.allOf(Month.class)),
    TEA("Tee", "TEE", EnumSet.of(Month.OCTOBER, Month.NOVEMBER, Month.DECEMBER, Month.JANUARY)),
    SWEETS("Schokolade und Gebäck", "SUE", EnumSet.of(Month.MARCH, Month.NOVEMBER, Month.DECEMBER)),
    KITCHEN("Küche", "KUE", EnumSet.allOf(Month.class)),
    TABLE("Geschirr", "GES", EnumSet.allOf(Month.class)),
    TEXTILES("Textilien", "TEX", EnumSet.of(Month.SEPTEMBER, Month.OCTOBER, Month.NOVEMBER)),
    GARDEN("Garten und Balkon", "GAR", EnumSet.of(Month.APRIL, Month.MAY, Month.JUNE, Month.JULY)),
    GIFTS("Geschenke", "GSK", EnumSet.of(Month.NOVEMBER, Month.DECEMBER, Month.MAY));

    private static final double IN_SEASON = 2.5;

    private final String title;
    private final String prefix;
    private final Set<Month> season;

    Category(String title, String prefix, Set<Month> season) {
        this.title = title;
        this.prefix = prefix;
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

    /** How much it is wanted on the day, 1 out of season. */
    double demand(LocalDate day) {
        return season.contains(day.getMonth()) ? IN_SEASON : 1;
    }
}
