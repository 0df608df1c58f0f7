package org.stammkunde.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExampleMerchantTest {

    private static final LocalDate UNTIL = LocalDate.of(2026, 11, 1);
    private static final ExamplePlan PLAN = new ExamplePlan(2_000, 1, UNTIL);
    private static final ExampleMerchant MERCHANT = ExampleMerchant.of(PLAN);

    @Test
    void theSameSeedMakesTheSameBytes(@TempDir Path folder) throws IOException {
        ExamplePlan small = new ExamplePlan(100, 42, UNTIL);

        ExampleMerchant.of(small).write(folder.resolve("first"));
        ExampleMerchant.of(small).write(folder.resolve("second"));
        ExampleMerchant.of(new ExamplePlan(100, 43, UNTIL)).write(folder.resolve("third"));

        assertThat(files(folder.resolve("first"))).hasSize(5);
        for (Path file : files(folder.resolve("first"))) {
            Path second = folder.resolve("second").resolve(file.getFileName());
            Path third = folder.resolve("third").resolve(file.getFileName());
            assertThat(file).hasSameBinaryContentAs(second);
            assertThat(Files.mismatch(file, third)).isNotNegative();
        }
    }

    @Test
    void everythingHappensWithinTheTwoYears() {
        assertThat(MERCHANT.sales())
                .allSatisfy(sale ->
                        assertThat(sale.at().toLocalDate())
                                .isBetween(PLAN.from(), UNTIL.minusDays(1)));
        assertThat(MERCHANT.messages())
                .allSatisfy(message ->
                        assertThat(message.at())
                                .isBefore(
                                        UNTIL.atStartOfDay().toInstant(java.time.ZoneOffset.UTC)));
    }

    @Test
    void nobodyCanBeReached() {
        assertThat(MERCHANT.people())
                .allSatisfy(person -> {
                    assertThat(person.emails())
                            .allMatch(email -> email.matches("[a-z0-9.]+@example\\.(com|org|net)"));
                    assertThat(person.telephone().orElse("0221 4710000"))
                            .matches(
                                    "(0221 4710|030 23125|040 66969|069 90009|089 99998)\\d{3}"
                                            + "|(0171 39200|0176 040690)\\d{2}");
                });
    }

    @Test
    void identifiersBelongToOnePersonEach() {
        List<Person> people = MERCHANT.people();

        assertThat(people.stream().flatMap(person -> person.emails().stream()))
                .doesNotHaveDuplicates();
        assertThat(people.stream().flatMap(person -> person.telephone().stream()))
                .doesNotHaveDuplicates();
        assertThat(people.stream().flatMap(person -> person.loyaltyCard().stream()))
                .doesNotHaveDuplicates();
    }

    @Test
    void storesAreClosedOnSundays() {
        assertThat(MERCHANT.sales().stream().filter(sale -> sale.place() != Sale.Place.WEB_SHOP))
                .isNotEmpty()
                .noneMatch(sale -> sale.at().getDayOfWeek() == java.time.DayOfWeek.SUNDAY);
    }

    @Test
    void fewCustomersMakeMostOfTheRevenue() {
        Map<Integer, Long> revenue =
                MERCHANT.sales().stream()
                        .filter(sale -> sale.person() != null && !sale.cancelled())
                        .collect(
                                Collectors.groupingBy(
                                        sale -> Objects.requireNonNull(sale.person()).number(),
                                        Collectors.summingLong(Sale::cents)));
        List<Long> sorted = revenue.values().stream().sorted(Comparator.reverseOrder()).toList();
        double all = sorted.stream().mapToLong(Long::longValue).sum();
        double top = sorted.stream().limit(sorted.size() / 5).mapToLong(Long::longValue).sum();

        assertThat(top / all).isBetween(0.55, 0.85);
    }

    @Test
    void peopleBuyAsOftenAsTheirRateSays() {
        double expected = 0;
        long repeats = 0;
        Season season = new Season(PLAN.from(), UNTIL);
        for (Person person : MERCHANT.people()) {
            double time = season.passedAt(UNTIL) - season.passedAt(person.joined());
            double p = person.habit().dropout();
            // expected repeat purchases of one person in BG/NBD: (1 - e^(-lambda p t)) (1 - p) / p,
            // with the chance of leaving right after the first purchase
            expected += (1 - p) * (1 - Math.exp(-person.habit().perDay() * p * time)) / p;
            repeats -= 1;
        }
        repeats +=
                MERCHANT.sales().stream()
                        .filter(sale -> sale.person() != null && !sale.returned())
                        .count();

        assertThat(repeats / expected).isBetween(0.93, 1.07);
    }

    @Test
    void someReturnCancelOrStayUnknown() {
        List<Sale> sales = MERCHANT.sales();

        assertThat(share(sales, Sale::returned)).isBetween(0.02, 0.08);
        assertThat(share(sales, Sale::cancelled)).isBetween(0.003, 0.02);
        assertThat(share(sales, sale -> sale.named().equals(Sale.Named.NOBODY)))
                .isBetween(0.08, 0.25);
    }

    @Test
    void aPlanNeedsCustomers() {
        assertThatThrownBy(() -> new ExamplePlan(0, 1, UNTIL))
                .hasMessage("0 customers: allowed are 1 to 1000000");
    }

    private static double share(List<Sale> sales, java.util.function.Predicate<Sale> which) {
        return (double) sales.stream().filter(which).count() / sales.size();
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
