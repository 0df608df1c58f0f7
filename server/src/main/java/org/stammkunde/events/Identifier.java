package org.stammkunde.events;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A value that points to a person, in its normal form. Two identifiers are the same exactly when
 * they are equal.
 *
 * @param type what kind of value it is
 * @param namespace whose customer numbers these are; empty for every type but {@link
 *     IdentifierType#CUSTOMER_ID} and {@link IdentifierType#ANONYMOUS_ID}
 * @param value the normal form; at most {@value #LENGTH_MAX} characters
 */
public record Identifier(IdentifierType type, String namespace, String value)
        implements Comparable<Identifier> {

    static final int LENGTH_MAX = 254;

    /** Shorter numbers are extensions and service numbers, which many people share. */
    private static final int PHONE_LENGTH_MIN = 8;

    /** What shops send where there is no value; joining on these would make one giant customer. */
    private static final Set<String> BLOCKED =
            Set.of(
                    "null",
                    "none",
                    "nil",
                    "nan",
                    "undefined",
                    "anonymous",
                    "anonym",
                    "guest",
                    "gast",
                    "unknown",
                    "unbekannt",
                    "n/a",
                    "na",
                    "test",
                    "true",
                    "false",
                    "[object object]");

    private static final Pattern ZEROS = Pattern.compile("[0-]*(\\.0+)?|-1");
    private static final Pattern EMAIL =
            Pattern.compile(
                    "[^\\s@<>,;:\"()\\[\\]]+@[^\\s@<>,;:\"()\\[\\]]+\\.[^\\s@.<>,;:\"()\\[\\]]{2,}");

    public Identifier {
        if (value.isEmpty() || value.length() > LENGTH_MAX) {
            throw new IllegalArgumentException(
                    "an identifier has 1 to " + LENGTH_MAX + " characters, not " + value.length());
        }
    }

    /** The customer number of a shop, empty for values that mean nobody (0, -1, null, guest …). */
    public static Optional<Identifier> customerId(String namespace, String value) {
        return plain(IdentifierType.CUSTOMER_ID, namespace, value);
    }

    /** A loyalty card's number; blanks inside are dropped. */
    public static Optional<Identifier> card(String value) {
        return plain(IdentifierType.CARD, "", value.replaceAll("\\s", ""));
    }

    /** The id of a browser or device, as its SDK made it up. */
    public static Optional<Identifier> anonymousId(String namespace, String value) {
        return plain(IdentifierType.ANONYMOUS_ID, namespace, value);
    }

    /**
     * An e-mail address in lower case and Unicode normal form C; empty for what is no address. Dots
     * and plus signs stay: they mean different mailboxes at most providers.
     */
    public static Optional<Identifier> email(String value) {
        if (value.indexOf('@') < 0) {
            return Optional.empty();
        }
        String normal = clean(value).toLowerCase(Locale.ROOT);
        if (normal.startsWith("mailto:")) {
            normal = normal.substring("mailto:".length());
        }
        boolean address = normal.length() <= LENGTH_MAX && EMAIL.matcher(normal).matches();
        return address
                ? Optional.of(new Identifier(IdentifierType.EMAIL, "", normal))
                : Optional.empty();
    }

    /**
     * A phone number in E.164 form; empty for what cannot be one.
     *
     * @param region the two-letter country whose numbers are written without country code
     */
    public static Optional<Identifier> phone(String value, String region) {
        PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
        try {
            PhoneNumber number = numbers.parse(clean(value), region);
            String normal = numbers.format(number, PhoneNumberFormat.E164);
            boolean usable =
                    numbers.isPossibleNumber(number) && normal.length() >= PHONE_LENGTH_MIN;
            return usable
                    ? Optional.of(new Identifier(IdentifierType.PHONE, "", normal))
                    : Optional.empty();
        } catch (NumberParseException notANumber) {
            return Optional.empty();
        }
    }

    /** Strongest type first, then by namespace and value. */
    @Override
    public int compareTo(Identifier other) {
        int byType = type.compareTo(other.type);
        if (byType != 0) {
            return byType;
        }
        int byNamespace = namespace.compareTo(other.namespace);
        return byNamespace != 0 ? byNamespace : value.compareTo(other.value);
    }

    private static Optional<Identifier> plain(IdentifierType type, String namespace, String value) {
        String normal = clean(value);
        boolean usable =
                !normal.isEmpty()
                        && normal.length() <= LENGTH_MAX
                        && !ZEROS.matcher(normal).matches()
                        && !BLOCKED.contains(normal.toLowerCase(Locale.ROOT));
        return usable ? Optional.of(new Identifier(type, namespace, normal)) : Optional.empty();
    }

    private static String clean(String value) {
        String trimmed = value.strip();
        String normal =
                Normalizer.isNormalized(trimmed, Normalizer.Form.NFC)
                        ? trimmed
                        : Normalizer.normalize(trimmed, Normalizer.Form.NFC);
        // PostgreSQL text cannot hold U+0000
        return normal.indexOf('\0') < 0 ? normal : normal.replace("\0", "");
    }
}
