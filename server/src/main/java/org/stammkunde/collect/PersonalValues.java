package org.stammkunde.collect;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The values of a message that point to a person, parted from the rest: all traits, and whatever
 * else in it has a name such as {@code email}, {@code lastName} or {@code ip}.
 */
final class PersonalValues {

    /** Names, in camel case, under which values point to a person wherever they stand. */
    private static final Set<String> NAMES =
            Set.of(
                    "email",
                    "phone",
                    "firstName",
                    "lastName",
                    "fullName",
                    "birthday",
                    "address",
                    "street",
                    "username",
                    "cardNumber",
                    "ip",
                    "userAgent",
                    "userAgentData",
                    "advertisingId",
                    "token",
                    "iban",
                    "recipient",
                    "customerName");

    /** Other spellings, lower case without separators, of the names above. */
    private static final Map<String, String> SPELLINGS =
            Map.ofEntries(
                    Map.entry("email", "email"),
                    Map.entry("emailaddress", "email"),
                    Map.entry("mail", "email"),
                    Map.entry("phone", "phone"),
                    Map.entry("phonenumber", "phone"),
                    Map.entry("mobile", "phone"),
                    Map.entry("firstname", "firstName"),
                    Map.entry("lastname", "lastName"),
                    Map.entry("fullname", "fullName"),
                    Map.entry("birthday", "birthday"),
                    Map.entry("birthdate", "birthday"),
                    Map.entry("dateofbirth", "birthday"),
                    Map.entry("cardnumber", "cardNumber"),
                    Map.entry("loyaltycard", "cardNumber"),
                    Map.entry("customercard", "cardNumber"));

    private final ObjectNode values;

    private PersonalValues(ObjectNode values) {
        this.values = values;
    }

    /** Takes the personal values out of a message. */
    static PersonalValues partFrom(ObjectNode body) {
        ObjectNode values = Json.MAPPER.createObjectNode();
        takeTraits(body, values);
        if (body.path("context") instanceof ObjectNode context) {
            takeTraits(context, values);
        }
        takeNamed(body, values);
        return new PersonalValues(values);
    }

    /** A value by its name in camel case, null when the message has none. */
    @Nullable String value(String name) {
        return MessageReader.text(values, name);
    }

    /** All values as a JSON object, null when there are none. */
    @Nullable String json() {
        return values.isEmpty() ? null : Json.withoutNul(values);
    }

    private static void takeTraits(ObjectNode parent, ObjectNode values) {
        if (parent.remove("traits") instanceof ObjectNode traits) {
            traits.properties()
                    .forEach(trait ->
                            values.putIfAbsent(camelCase(trait.getKey()), trait.getValue()));
        }
    }

    private static void takeNamed(JsonNode node, ObjectNode values) {
        if (node instanceof ObjectNode object) {
            for (String field : List.copyOf(object.propertyNames())) {
                String name = camelCase(field);
                if (NAMES.contains(name)) {
                    values.putIfAbsent(name, object.remove(field));
                } else {
                    takeNamed(object.path(field), values);
                }
            }
        } else if (node.isArray()) {
            node.forEach(element -> takeNamed(element, values));
        }
    }

    /** One spelling for {@code first_name}, {@code First Name} and {@code firstName}. */
    static String camelCase(String name) {
        StringBuilder key = new StringBuilder(name.length());
        boolean upper = false;
        boolean separated = false;
        for (int i = 0; i < name.length(); i++) {
            char letter = name.charAt(i);
            if (letter == '_' || letter == '-' || letter == ' ') {
                upper = !key.isEmpty();
                separated = true;
            } else {
                key.append(upper ? Character.toUpperCase(letter) : letter);
                upper = false;
            }
        }
        String camel = separated ? lowerFirst(key.toString()) : key.toString();
        return SPELLINGS.getOrDefault(camel.toLowerCase(Locale.ROOT), camel);
    }

    private static String lowerFirst(String text) {
        return text.isEmpty() ? text : Character.toLowerCase(text.charAt(0)) + text.substring(1);
    }
}
