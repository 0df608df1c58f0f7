package org.stammkunde.example;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The truth behind the data, as a table with one row per person. */
record Truth(ExamplePlan plan, List<Person> people, Map<Integer, Long> purchases) {

    private static final String HEADER =
            "person;household;customerId;card;emails;phone;channel;joined;perDay;dropout;meanEuros;engagement;purchases";

    static Truth of(ExamplePlan plan, List<Person> people, List<Sale> sales) {
        Map<Integer, Long> purchases =
                sales.stream()
                        .filter(sale -> !sale.returned() && sale.person() != null)
                        .collect(
                                Collectors.groupingBy(
                                        sale -> Objects.requireNonNull(sale.person()).number(),
                                        Collectors.counting()));
        return new Truth(plan, people, purchases);
    }

    Stream<String> lines() {
        String parameters =
                String.format(
                        Locale.ROOT,
                        "# seed %d, until %s; BG/NBD per day r=%s alpha=%s a=%s b=%s; Gamma-Gamma in euros p=%s q=%s gamma=%s",
                        plan.seed(),
                        plan.until(),
                        Population.RATE_SHAPE,
                        Population.RATE_DAYS,
                        Population.DROPOUT_A,
                        Population.DROPOUT_B,
                        Population.SPEND_SHAPE,
                        Population.SPEND_RATE_SHAPE,
                        Population.SPEND_SCALE);
        return Stream.concat(Stream.of(parameters, HEADER), people.stream().map(this::line));
    }

    private String line(Person person) {
        return String.format(
                Locale.ROOT,
                "%d;%d;%s;%s;%s;%s;%s;%s;%.6f;%.6f;%.2f;%.4f;%d",
                person.number(),
                person.household(),
                person.account().orElse(""),
                person.loyaltyCard().orElse(""),
                String.join(",", person.emails()),
                person.telephone().orElse(""),
                person.habit().channel(),
                person.joined(),
                person.habit().perDay(),
                person.habit().dropout(),
                Population.SPEND_SHAPE / person.habit().spendRate(),
                person.habit().engagement(),
                purchases.getOrDefault(person.number(), 0L));
    }
}
