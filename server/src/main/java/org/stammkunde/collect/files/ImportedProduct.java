package org.stammkunde.collect.files;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A product as a file tells it.
 *
 * @param id the article number, or the name of a product without one; at most {@value
 *     #ID_CHARACTERS_MAX} characters
 * @param validFrom since when it is so; null where the file does not say it
 * @param properties what is told, by the names of the tracking API such as {@code price}
 */
record ImportedProduct(String id, @Nullable Instant validFrom, Map<String, String> properties)
        implements Imported {

    /** As many as the catalogue keeps. */
    static final int ID_CHARACTERS_MAX = 200;

    ImportedProduct {
        properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
    }

    /** What was said of one moment is corrected by what is said of the same moment. */
    @Override
    public String resource() {
        return "product/" + id + (validFrom == null ? "" : "@" + validFrom);
    }

    /** What is told under a name, empty if nothing is. */
    String told(String name) {
        return properties.getOrDefault(name, "");
    }
}
