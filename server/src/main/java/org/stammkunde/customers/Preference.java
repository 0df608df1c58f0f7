package org.stammkunde.customers;

/**
 * What a customer buys most often.
 *
 * @param kind of what
 * @param value a category or product as named on the orders, a channel, or a day of the week from 1
 *     (Monday) to 7
 * @param orders in how many orders it occurs
 * @param of how many orders there are
 */
record Preference(Kind kind, String value, int orders, int of) {

    /** What there are preferences of. */
    enum Kind {
        CATEGORY("category", "tag"),
        PRODUCT("product", "shopping-bag"),
        CHANNEL("channel", "building-store"),
        WEEKDAY("weekday", "calendar");

        private final String key;
        private final String icon;

        Kind(String key, String icon) {
            this.key = key;
            this.icon = icon;
        }

        String key() {
            return key;
        }

        String icon() {
            return icon;
        }

        static Kind of(String key) {
            for (Kind kind : values()) {
                if (kind.key.equals(key)) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("no preference is called " + key);
        }
    }
}
