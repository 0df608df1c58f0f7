package org.stammkunde.catalog;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One product with all that was said about it, in every source.
 *
 * @param number the article number or, of a product without one, its name
 * @param attributes what counts across all sources
 * @param history of each source every statement that changed what it had said, the earliest first
 * @param latest what counts now, by source and measure
 */
record ProductRecord(
        String number,
        Map<Attribute, String> attributes,
        List<SourceStatement> history,
        List<SourceStatement> latest) {

    /** Of two statements, the one that counts now comes last. */
    static final Comparator<SourceStatement> BY_TIME =
            Comparator.comparing(SourceStatement::saidAt)
                    .thenComparing(SourceStatement::version)
                    .thenComparing(SourceStatement::value)
                    .thenComparing(SourceStatement::source, Comparator.reverseOrder());

    /**
     * A statement and who made it.
     *
     * @param currency empty where it is no money
     */
    record SourceStatement(
            String source,
            Measure measure,
            String currency,
            Instant saidAt,
            long version,
            BigDecimal value) {}

    ProductRecord {
        attributes = new EnumMap<>(attributes);
        history = history.stream().sorted(BY_TIME).toList();
    }

    String name() {
        return attributes.getOrDefault(Attribute.NAME, number);
    }

    @Nullable String attribute(Attribute attribute) {
        return attributes.get(attribute);
    }

    boolean active() {
        return !"false".equals(attributes.get(Attribute.ACTIVE));
    }

    /** What was said last, whichever source said it. */
    Optional<BigDecimal> now(Measure measure, String currency) {
        return latest.stream()
                .filter(one -> one.measure() == measure && one.currency().equals(currency))
                .max(BY_TIME)
                .map(SourceStatement::value);
    }

    /** All that the sources have; empty if none says it. */
    Optional<BigDecimal> stock() {
        return latest.stream()
                .filter(one -> one.measure() == Measure.STOCK)
                .map(SourceStatement::value)
                .reduce(BigDecimal::add);
    }

    /** The part of the history that is about one measure, the earliest first. */
    List<SourceStatement> changes(Measure measure, String currency) {
        return history.stream()
                .filter(one -> one.measure() == measure && one.currency().equals(currency))
                .toList();
    }
}
