package org.stammkunde.collect;

import static java.util.function.Predicate.not;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The values of a message that point to a person, parted from the rest: all traits, and whatever
 * else in it has a name such as {@code email}, {@code lastName} or {@code ip}.
 */
final class PersonalValues {

    /** What one person may have several of, such as one to deliver to and one for the invoice. */
    private static final String ADDRESS = "address";

    /** Names, in camel case, under which values point to a person wherever they stand. */
    private static final Set<String> NAMES =
            Set.of(
                    "email",
                    "phone",
                    "firstName",
                    "lastName",
                    "fullName",
                    "birthday",
                    ADDRESS,
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

    /** More addresses than this, all in one place of a message, are no person's. */
    private static final int NUMBERED_MAX = 5;

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

    private static final Pattern SEPARATORS = Pattern.compile("[-_ ]+");

    /** Senders use the same few names again and again; strangers may make up any number. */
    private static final int SPELLED_MAX = 5_000;

    private static final int SPELLED_LENGTH_MAX = 60;
    private static final Cache<String, String> SPELLED =
            Caffeine.newBuilder().maximumSize(SPELLED_MAX).build();

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
        takeNamed(body, "", values);
        return new PersonalValues(values);
    }

    /** A value by its name in camel case, null when the message has none. */
    @Nullable String value(String name) {
        return MessageReader.text(values, name);
    }

    /** A name with more characters than this, if there is one. */
    Optional<String> nameLongerThan(int characters) {
        return values.propertyNames().stream()
                .filter(name -> name.length() > characters)
                .findFirst();
    }

    /** All values as a JSON object, null when there are none. */
    @Nullable String json() {
        return values.isEmpty() ? null : Json.withoutNul(values);
    }

    private static void takeTraits(ObjectNode parent, ObjectNode values) {
        if (parent.remove("traits") instanceof ObjectNode traits) {
            traits.properties()
                    .forEach(
                            trait -> keep(camelCase(trait.getKey()), "", trait.getValue(), values));
        }
    }

    private static void takeNamed(JsonNode node, String parent, ObjectNode values) {
        if (node instanceof ObjectNode object) {
            for (String field : List.copyOf(object.propertyNames())) {
                String name = camelCase(field);
                if (NAMES.contains(name)) {
                    keep(name, parent, object.remove(field), values);
                } else {
                    takeNamed(object.path(field), name, values);
                }
            }
        } else if (node.isArray()) {
            node.forEach(element -> takeNamed(element, parent, values));
        }
    }

    /**
     * Of two values under one name the first counts. A further address is kept beside it, called
     * after where it stands ({@code shippingAddress}) or by a number ({@code address2}).
     */
    private static void keep(String name, String parent, JsonNode value, ObjectNode values) {
        boolean isFirst = values.putIfAbsent(name, value) == null;
        if (!isFirst && name.equals(ADDRESS) && !value.isNull() && !isKept(values, value)) {
            Stream.concat(
                            Stream.of(parent).filter(not(String::isEmpty)).map(PersonalValues::its),
                            IntStream.rangeClosed(2, NUMBERED_MAX)
                                    .mapToObj(number -> ADDRESS + number))
                    .filter(free -> !values.has(free))
                    .findFirst()
                    .ifPresent(free -> values.set(free, value));
        }
    }

    private static String its(String parent) {
        return parent + upperFirst(ADDRESS);
    }

    private static boolean isKept(ObjectNode values, JsonNode address) {
        return values.properties().stream()
                .anyMatch(each ->
                        each.getKey().toLowerCase(Locale.ROOT).contains(ADDRESS)
                                && each.getValue().equals(address));
    }

    /** Whether values of this name point to a person. */
    static boolean isPersonal(String name) {
        return NAMES.contains(camelCase(name));
    }

    /** One spelling for {@code first_name}, {@code First Name} and {@code firstName}. */
    static String camelCase(String name) {
        return name.length() > SPELLED_LENGTH_MAX ? name : SPELLED.get(name, PersonalValues::spell);
    }

    private static String spell(String name) {
        StringBuilder key = new StringBuilder(name.length());
        boolean separated = false;
        for (String word : SEPARATORS.split(name)) {
            key.append(separated ? upperFirst(word) : word);
            separated |= !key.isEmpty();
        }
        String camel = key.length() < name.length() ? lowerFirst(key.toString()) : key.toString();
        return SPELLINGS.getOrDefault(camel.toLowerCase(Locale.ROOT), camel);
    }

    private static String upperFirst(String text) {
        return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private static String lowerFirst(String text) {
        return text.isEmpty() ? text : Character.toLowerCase(text.charAt(0)) + text.substring(1);
    }
}
