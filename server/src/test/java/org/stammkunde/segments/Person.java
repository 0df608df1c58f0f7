package org.stammkunde.segments;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.stammkunde.events.EventType;
import org.stammkunde.events.IdentifierType;
import org.stammkunde.score.Activity;
import org.stammkunde.score.ScoreOracle;
import tools.jackson.databind.JsonNode;

/** What a made-up customer did, as the plain evaluator reads it. */
final class Person {

    final String account;
    final Set<IdentifierType> identifiers = new HashSet<>(Set.of(IdentifierType.CUSTOMER_ID));
    final List<Told> told = new ArrayList<>();
    final List<Deed> deeds = new ArrayList<>();
    final List<Said> said = new ArrayList<>();
    final List<Sale> sales = new ArrayList<>();

    /** Every fact's day and source. */
    final List<Trace> traces = new ArrayList<>();

    /** What the score counts, as the score's own tests prove it. */
    final Map<Activity, NavigableMap<LocalDate, Long>> counts = ScoreOracle.nothing();

    Person(String account) {
        this.account = account;
    }

    /** A trait; later ones stand later in the list. */
    record Told(LocalDate day, String name, JsonNode value) {}

    /** Agreed or objected, by some of the identifiers. */
    record Said(
            LocalDate day, Instant at, String purpose, boolean given, Set<IdentifierType> named) {}

    record Deed(
            LocalDate day,
            Instant at,
            EventType type,
            @Nullable String name,
            String source,
            Map<String, Object> properties) {}

    record Sale(
            LocalDate day,
            Instant at,
            boolean credit,
            boolean cancelled,
            String currency,
            String channel,
            List<Line> lines) {}

    record Line(String sku, String category, BigDecimal quantity, BigDecimal price) {

        BigDecimal amount() {
            return quantity.multiply(price);
        }
    }

    record Trace(LocalDate day, Instant at, String source) {}
}
