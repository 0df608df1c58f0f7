package org.stammkunde.collect;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stammkunde.events.Source;
import org.stammkunde.events.Sources;
import tools.jackson.databind.node.ObjectNode;

/**
 * Finds the write key wherever SDKs put it: as the user name of basic authorization, in the body,
 * or in the query. A key that was taken back stops working within {@link #REMEMBERED}.
 */
final class WriteKeys {

    private static final Duration REMEMBERED = Duration.ofSeconds(10);
    private static final int LENGTH_MAX = 200;

    private final Sources sources;
    private final Cache<String, Optional<Source>> known =
            Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(REMEMBERED).build();

    WriteKeys(Sources sources) {
        this.sources = sources;
    }

    Optional<Source> source(HttpServletRequest request, ObjectNode body) {
        String key = basic(request.getHeader("Authorization"));
        key = key != null ? key : MessageReader.text(body, "writeKey");
        key = key != null ? key : request.getParameter("writeKey");
        return key == null || key.length() > LENGTH_MAX
                ? Optional.empty()
                : known.get(key, sources::ofWriteKey);
    }

    /** Whether a key stands in the header that no source has: then nothing needs to be read. */
    boolean isWrongInHeader(HttpServletRequest request) {
        String key = basic(request.getHeader("Authorization"));
        return key != null
                && (key.length() > LENGTH_MAX || known.get(key, sources::ofWriteKey).isEmpty());
    }

    private static @Nullable String basic(@Nullable String header) {
        if (header == null || !header.regionMatches(true, 0, "Basic ", 0, 6)) {
            return null;
        }
        try {
            byte[] decoded = Base64.getDecoder().decode(header.substring(6).strip());
            String user = new String(decoded, StandardCharsets.UTF_8);
            int colon = user.indexOf(':');
            return colon < 0 ? user : user.substring(0, colon);
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }
}
