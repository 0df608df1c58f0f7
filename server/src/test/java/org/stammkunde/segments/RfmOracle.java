package org.stammkunde.segments;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** RFM scores in plain loops over everybody. */
final class RfmOracle {

    private final LocalDate until;
    private final Map<RfmMeasure, List<BigDecimal>> sorted = new EnumMap<>(RfmMeasure.class);

    /**
     * @param until the last day that counts
     */
    RfmOracle(Collection<Person> people, LocalDate until) {
        this.until = until;
        for (RfmMeasure measure : RfmMeasure.values()) {
            sorted.put(
                    measure,
                    people.stream()
                            .filter(this::bought)
                            .map(person -> value(person, measure))
                            .sorted()
                            .toList());
        }
    }

    /** The score of a customer, empty for one who bought nothing. */
    OptionalInt score(Person person, RfmMeasure measure) {
        if (!bought(person)) {
            return OptionalInt.empty();
        }
        List<BigDecimal> all = sorted.getOrDefault(measure, List.of());
        BigDecimal own = value(person, measure);
        int score = 1;
        for (int fifth = 1; fifth < 5; fifth++) {
            BigDecimal limit = all.get((fifth * all.size() + 4) / 5 - 1);
            score += limit.compareTo(own) < 0 ? 1 : 0;
        }
        return OptionalInt.of(score);
    }

    private boolean bought(Person person) {
        return sales(person).anyMatch(sale -> !sale.credit());
    }

    private BigDecimal value(Person person, RfmMeasure measure) {
        return switch (measure) {
            case RECENCY ->
                    BigDecimal.valueOf(
                            sales(person)
                                    .filter(sale -> !sale.credit())
                                    .mapToLong(sale -> sale.day().toEpochDay())
                                    .max()
                                    .orElseThrow());
            case FREQUENCY ->
                    BigDecimal.valueOf(sales(person).filter(sale -> !sale.credit()).count());
            case MONETARY ->
                    sales(person).map(RfmOracle::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        };
    }

    private Stream<Person.Sale> sales(Person person) {
        return person.sales.stream()
                .filter(sale -> !sale.cancelled() && sale.currency().equals("EUR"))
                .filter(sale -> !sale.day().isAfter(until));
    }

    private static BigDecimal amount(Person.Sale sale) {
        return sale.lines().stream()
                .map(Person.Line::amount)
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .setScale(2, RoundingMode.HALF_UP);
    }
}
