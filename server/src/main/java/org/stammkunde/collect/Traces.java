package org.stammkunde.collect;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Traces that persons leave in texts, above all in addresses of pages: e-mail addresses, names and
 * numbers in the query, and secrets that open somebody's account, such as the token of a link that
 * resets a password. SDKs send the address of every page that was looked at.
 *
 * <p>Each trace is replaced by {@value #REMOVED} and kept nowhere; what tells about the page, its
 * campaign and the click on an advertisement stays.
 */
final class Traces {

    private static final String REMOVED = "***";

    /** Of addresses within the query of an address. */
    private static final int NESTED_MAX = 3;

    /** Also with the at sign written as in addresses, once or several times over. */
    private static final Pattern EMAIL =
            Pattern.compile(
                    "[\\p{L}\\p{N}._+-]{1,64}(?:@|%(?:25){0,3}40)[\\p{L}\\p{N}-]{1,63}(?:\\.[\\p{L}\\p{N}-]{1,63}){1,12}");

    private static final Pattern USER_OF_ADDRESS = Pattern.compile("(?<=://)[^/?#\\s@]{1,200}@");

    private static final Pattern PARAMETER =
            Pattern.compile("([?&#;])([^=?&#;\\s]{1,100})=([^&#;\\s]+)");

    private static final int SECRET_MIN = 16;

    /** Links out of mails carry their secret in the path, behind one of these words. */
    private static final Pattern SECRET_IN_PATH =
            Pattern.compile(
                    "(?i)(/[^/?#\\s]{0,40}(?:reset|passwor[dt]|verif|confirm|bestaetig|login|auth|token|invit|einlad|subscri|abmeld|magic|activat|aktivier)[^/?#\\s]{0,40}/)(?=[^/]*\\d)[\\w.=-]{"
                            + SECRET_MIN
                            + ",}");

    private static final Set<String> TELLING_NAMES =
            Set.of(
                    "tel",
                    "vorname",
                    "nachname",
                    "surname",
                    "geburtstag",
                    "geburtsdatum",
                    "strasse",
                    "user",
                    "userid",
                    "customer",
                    "customerid",
                    "kunde",
                    "kundennummer",
                    "kundennr",
                    "key",
                    "apikey",
                    "writekey",
                    "auth",
                    "authorization",
                    "pass",
                    "pwd",
                    "sid",
                    "sessid",
                    "phpsessid",
                    "jwt",
                    "sig",
                    "signature",
                    "hmac",
                    "otp",
                    "pin",
                    "ticket",
                    "nonce",
                    "state",
                    "ga",
                    "gl");

    private static final Pattern TELLING_PART =
            Pattern.compile("token|passw|secret|mail|phone|session");

    /** Which advertisement was clicked: the seller needs it, and it opens nothing. */
    private static final Pattern CAMPAIGN = Pattern.compile("utm.*|.*cl(?:k)?id|[gw]braid");

    /** Too long to be a word, and mixed as only a computer mixes. */
    private static final Pattern OPAQUE =
            Pattern.compile("(?=[^&]*\\d)(?=[^&]*[A-Za-z])[\\w.~-]{32,}={0,2}");

    private static final Pattern UUID =
            Pattern.compile("(?i)[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private Traces() {}

    /** Removes the traces from all texts below a node. */
    static void removeFrom(JsonNode node) {
        switch (node) {
            case ObjectNode object ->
                    object.properties()
                            .forEach(field -> clean(field.getValue()).ifPresent(field::setValue));
            case ArrayNode array -> {
                for (int index = 0; index < array.size(); index++) {
                    int place = index;
                    clean(array.get(index)).ifPresent(text -> array.set(place, text));
                }
            }
            default -> {}
        }
    }

    /** What stands instead of a text with traces; whatever else the node is, it is cleaned. */
    private static Optional<JsonNode> clean(JsonNode node) {
        if (!(node instanceof StringNode text)) {
            removeFrom(node);
            return Optional.empty();
        }
        String clean = without(text.asString());
        return clean.equals(text.asString())
                ? Optional.empty()
                : Optional.of(StringNode.valueOf(clean));
    }

    /** The text without traces. */
    static String without(String text) {
        return without(text, NESTED_MAX);
    }

    private static String without(String text, int nested) {
        boolean addressed = text.indexOf('@') >= 0 || text.indexOf('%') >= 0;
        boolean queried = text.indexOf('=') >= 0;
        boolean pathed = hasLongSegment(text);
        if (!addressed && !queried && !pathed) {
            return text;
        }
        String clean = text;
        if (addressed) {
            clean = USER_OF_ADDRESS.matcher(clean).replaceAll("");
            clean = EMAIL.matcher(clean).replaceAll(REMOVED);
        }
        if (queried) {
            clean = PARAMETER.matcher(clean).replaceAll(found -> parameter(found, nested));
        }
        if (pathed) {
            clean = SECRET_IN_PATH.matcher(clean).replaceAll("$1" + REMOVED);
        }
        return clean;
    }

    /** Whether a part between slashes is long enough for a secret; most addresses have none. */
    private static boolean hasLongSegment(String text) {
        int slash = text.indexOf('/');
        while (slash >= 0) {
            int next = text.indexOf('/', slash + 1);
            if ((next < 0 ? text.length() : next) - slash > SECRET_MIN) {
                return true;
            }
            slash = next;
        }
        return false;
    }

    private static String parameter(MatchResult found, int nested) {
        String value = isTelling(found.group(2), found.group(3), nested) ? REMOVED : found.group(3);
        return Matcher.quoteReplacement(found.group(1) + found.group(2) + "=" + value);
    }

    private static boolean isTelling(String name, String value, int nested) {
        String plain = decoded(name).replaceAll("[^\\p{L}\\p{N}]", "").toLowerCase(Locale.ROOT);
        if (CAMPAIGN.matcher(plain).matches()) {
            return false;
        }
        return TELLING_NAMES.contains(plain)
                || TELLING_PART.matcher(plain).find()
                || PersonalValues.isPersonal(decoded(name))
                || OPAQUE.matcher(value).matches() && !UUID.matcher(value).matches()
                || tellsWithin(value, nested);
    }

    /** Whether the value is itself an address with traces, as of the page to return to. */
    private static boolean tellsWithin(String value, int nested) {
        if (nested == 0 || value.indexOf('%') < 0) {
            return false;
        }
        String inner = decoded(value);
        return !without(inner, nested - 1).equals(inner);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return text;
        }
    }
}
