package org.stammkunde.api;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.stammkunde.web.Problem;

/** The version of a resource as the headers {@code ETag} and {@code If-Match} write it. */
public final class EntityTag {

    private static final Pattern FORM = Pattern.compile("\"(\\d{1,9})\"");

    private EntityTag() {}

    /** The header's value. */
    public static String of(int version) {
        return "\"" + version + "\"";
    }

    /**
     * The version that a writer saw.
     *
     * @param ifMatch the header's value, null when it was not sent
     * @throws Problem when it is missing, or is no version of ours
     */
    public static int seen(@Nullable String ifMatch) {
        if (ifMatch == null) {
            throw new Problem(HttpStatus.PRECONDITION_REQUIRED, "if-match-missing");
        }
        Matcher matcher = FORM.matcher(ifMatch.strip());
        if (!matcher.matches()) {
            throw new Problem(HttpStatus.BAD_REQUEST, "if-match-unreadable", ifMatch);
        }
        return Integer.parseInt(matcher.group(1));
    }

    /** Somebody else was faster. */
    public static Problem outdated(int current) {
        return new Problem(HttpStatus.PRECONDITION_FAILED, "version-outdated", of(current));
    }
}
