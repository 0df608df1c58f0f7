package org.stammkunde.security;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the owner typed when opening a one-time link.
 *
 * @param shop the merchant's name; asked at first start only
 * @param currency ISO code of the reporting currency; asked at first start only
 */
record SetUpForm(String shop, String currency, String name, String email, String password) {

    /** Currencies offered; others can be set by the settings later. */
    static final List<String> CURRENCIES =
            List.of("EUR", "CHF", "GBP", "USD", "CZK", "DKK", "HUF", "NOK", "PLN", "SEK");

    private static final int TEXT_MAX = 200;
    private static final Pattern EMAIL = Pattern.compile("[^\\s@]+@[^\\s@]+\\.[^\\s@.]+");

    /** What is wrong, by field, as message keys; empty if all is well. */
    Map<String, String> objections(boolean first) {
        Map<String, String> found = new LinkedHashMap<>();
        if (first) {
            object(found, "shop", !isText(shop), "security.setUp.shop.wrong");
            object(
                    found,
                    "currency",
                    !CURRENCIES.contains(currency),
                    "security.setUp.currency.wrong");
        }
        object(found, "name", !isText(name), "security.setUp.name.wrong");
        object(found, "email", !isAddress(email), "security.setUp.email.wrong");
        Optional<String> password = PasswordRule.objection(this.password, email);
        password.ifPresent(key -> found.put("password", key));
        return found;
    }

    private static void object(
            Map<String, String> found, String field, boolean isWrong, String key) {
        if (isWrong) {
            found.put(field, key);
        }
    }

    private static boolean isText(String text) {
        return !text.isBlank() && text.length() <= TEXT_MAX;
    }

    private static boolean isAddress(String email) {
        return email.length() <= TEXT_MAX && EMAIL.matcher(email.strip()).matches();
    }

    @Override
    public String toString() {
        return "SetUpForm[" + name + "]";
    }
}
