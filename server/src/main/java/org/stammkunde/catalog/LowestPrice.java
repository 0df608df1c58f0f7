package org.stammkunde.catalog;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.stammkunde.catalog.ProductRecord.SourceStatement;

/**
 * The lowest price of the last 30 days, which a reduction must be compared with (§ 11 PAngV,
 * Directive 98/6/EC): of each source's prices those said within the days, and the one that held
 * when they began.
 */
final class LowestPrice {

    static final Duration WINDOW = Duration.ofDays(30);

    private LowestPrice() {}

    /**
     * The lowest price, empty if none was ever said.
     *
     * @param prices in one currency, the earliest first
     */
    static Optional<BigDecimal> of(List<SourceStatement> prices, Instant now) {
        Instant from = now.minus(WINDOW);
        Map<String, BigDecimal> before = new HashMap<>();
        prices.stream()
                .filter(one -> !one.saidAt().isAfter(from))
                .forEach(one -> before.put(one.source(), one.value()));
        Stream<BigDecimal> within =
                prices.stream()
                        .filter(one -> one.saidAt().isAfter(from))
                        .map(SourceStatement::value);
        return Stream.concat(before.values().stream(), within).min(BigDecimal::compareTo);
    }
}
