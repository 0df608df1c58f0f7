package org.stammkunde.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stammkunde.events.Identifier;

class ExampleMerchantTest {

    private static final LocalDate UNTIL = LocalDate.of(2026, 11, 1);
    private static final ExamplePlan PLAN = new ExamplePlan(2_000, 1, UNTIL);
    private static final List<Life> LIVES = new ExampleMerchant(PLAN).lives().toList();
    private static final List<Person> PEOPLE = LIVES.stream().map(Life::person).toList();
    private static final List<Sale> SALES = LIVES.stream().flatMap(Life::allSales).toList();

    @Test
    void theSameSeedMakesTheSameBytes(@TempDir Path folder)
            throws IOException, NoSuchAlgorithmException {
        ExamplePlan small = new ExamplePlan(300, 42, UNTIL);

        Map<String, String> first = written(small, folder.resolve("first"));
        Map<String, String> second = written(small, folder.resolve("second"));
        Map<String, String> third =
                written(new ExamplePlan(300, 43, UNTIL), folder.resolve("third"));

        assertThat(first)
                .containsOnlyKeys(
                        "webshop.csv",
                        "filiale-koeln.csv",
                        "filiale-leipzig.csv",
                        "activities.jsonl",
                        "artikel.csv",
                        "kampagnen.csv",
                        "truth.csv");
        assertThat(second).isEqualTo(first);
        // the catalogue and what is sent to all are the merchant's and not left to chance
        assertThat(third.entrySet().stream().filter(file -> !first.containsValue(file.getValue())))
                .hasSize(5);
    }

    @Test
    void nobodysLifeDependsOnHowManyOthersThereAre() {
        ExampleMerchant large = new ExampleMerchant(new ExamplePlan(5_000_000, 1, UNTIL));

        assertThat(large.life(1_999).toString()).isEqualTo(LIVES.get(1_998).toString());
        assertThat(large.life(5_000_000).person().loyaltyCard().orElse("29005000000"))
                .isEqualTo("29005000000");
    }

    @Test
    void filesAreInTheOrderOfTime(@TempDir Path folder) throws IOException {
        ExampleMerchant.Written written =
                new ExampleMerchant(new ExamplePlan(200, 1, UNTIL)).write(folder);

        List<String> times =
                Files.readAllLines(written.files().activities()).stream()
                        .map(line -> line.replaceAll(".*\"timestamp\":\"([^\"]+)\".*", "$1"))
                        .toList();

        assertThat(times).hasSize(Math.toIntExact(written.activities())).isSorted();
    }

    @Test
    void everythingHappensWithinTheTwoYears() {
        assertThat(SALES)
                .allSatisfy(sale ->
                        assertThat(sale.at().toLocalDate())
                                .isBetween(PLAN.from(), UNTIL.minusDays(1)));
        assertThat(LIVES.stream().flatMap(life -> life.messages().stream()))
                .allSatisfy(message ->
                        assertThat(message.at())
                                .isBefore(UNTIL.atStartOfDay(Diary.ZONE).toInstant()));
    }

    @Test
    void nobodyCanBeReached() {
        assertThat(PEOPLE)
                .allSatisfy(person -> {
                    assertThat(person.emails())
                            .allMatch(
                                    email -> email.matches("[a-z0-9.-]+@example\\.(com|org|net)"));
                    assertThat(person.telephone().orElse("0221 4710000"))
                            .matches(
                                    "(0221 4710|030 23125|040 66969|069 90009|089 99998)\\d{3}"
                                            + "|(0171 39200|0176 040690)\\d{2}");
                });
    }

    @Test
    void identifiersBelongToOnePersonEachAndAreUnderstood() {
        Population population = new Population(new ExamplePlan(5_000_000, 7, UNTIL));
        List<Person> many =
                Stream.of(1, 5_000, 1_000_000, 4_990_000)
                        .flatMap(first -> Stream.iterate(first, number -> number + 1).limit(5_000))
                        .map(population::person)
                        .toList();

        assertThat(many.stream().flatMap(person -> person.emails().stream()))
                .allMatch(email -> Identifier.email(email).isPresent());
        assertThat(many.stream().flatMap(person -> person.telephone().stream()))
                .allMatch(phone -> Identifier.phone(phone, "DE").isPresent());
        Predicate<Person> last = person -> person.number() > 4_999;
        List<Person> once = many.stream().filter(last).distinct().toList();
        assertThat(once.stream().flatMap(person -> person.emails().stream()))
                .doesNotHaveDuplicates();
        assertThat(once.stream().flatMap(person -> person.telephone().stream()))
                .doesNotHaveDuplicates();
        assertThat(once.stream().flatMap(person -> person.loyaltyCard().stream()))
                .doesNotHaveDuplicates();
    }

    @Test
    void storesAreClosedOnSundays() {
        assertThat(SALES.stream().filter(sale -> sale.place() != Sale.Place.WEB_SHOP))
                .isNotEmpty()
                .noneMatch(sale -> sale.at().getDayOfWeek() == java.time.DayOfWeek.SUNDAY);
    }

    @Test
    void fewCustomersMakeMostOfTheRevenue() {
        List<Long> sorted =
                LIVES.stream()
                        .map(life ->
                                life.sales().stream()
                                        .filter(sale -> !sale.cancelled())
                                        .mapToLong(Sale::cents)
                                        .sum())
                        .sorted(Comparator.reverseOrder())
                        .toList();
        double all = sorted.stream().mapToLong(Long::longValue).sum();
        double top = sorted.stream().limit(sorted.size() / 5).mapToLong(Long::longValue).sum();

        assertThat(top / all).isBetween(0.5, 0.85);
    }

    @Test
    void someReturnCancelOrStayUnknown() {
        assertThat(share(SALES, Sale::returned)).isBetween(0.02, 0.08);
        assertThat(share(SALES, Sale::cancelled)).isBetween(0.003, 0.02);
        assertThat(share(SALES, sale -> sale.named().equals(Sale.Named.NOBODY)))
                .isBetween(0.08, 0.25);
        assertThat(share(SALES, sale -> sale.voucher() != null)).isBetween(0.02, 0.2);
        assertThat(share(PEOPLE, person -> person.account().isEmpty() && person.card() == null))
                .as("guests")
                .isBetween(0.06, 0.18);
    }

    @Test
    void onePersonIsKnownByMany() {
        assertThat(share(PEOPLE, person -> person.account().isPresent() && person.card() != null))
                .as("account and card")
                .isBetween(0.1, 0.3);
        assertThat(share(PEOPLE, person -> person.emails().size() > 1)).isBetween(0.04, 0.09);
        assertThat(share(PEOPLE, person -> person.browsers().size() > 1)).isBetween(0.4, 0.7);
    }

    @Test
    void householdsShareAnAddressAndOftenAName() {
        Collection<List<Person>> households =
                PEOPLE.stream().collect(Collectors.groupingBy(Person::household)).values();
        List<List<Person>> shared =
                households.stream().filter(members -> members.size() > 1).toList();
        long people = shared.stream().mapToLong(List::size).sum();
        long sameName = shared.stream().filter(members -> names(members).size() == 1).count();

        assertThat(people / 2_000.0).isBetween(0.17, 0.29);
        assertThat(shared).allMatch(members -> addresses(members).size() == 1);
        assertThat(sameName / (double) shared.size()).isBetween(0.55, 0.9);
        assertThat(addresses(PEOPLE).size()).isGreaterThan(households.size() * 99 / 100);
    }

    @Test
    void whoUsesAVoucherHasReactedToTheCampaignBefore() {
        List<Sale> used = SALES.stream().filter(sale -> sale.voucher() != null).toList();

        assertThat(used).isNotEmpty();
        assertThat(LIVES.stream().flatMap(ExampleMerchantTest::vouchersWithoutReaction)).isEmpty();
        assertThat(used)
                .allSatisfy(sale ->
                        assertThat(sale.lines()).allMatch(line -> line.discountCents() > 0));
    }

    @Test
    void theCatalogueKnowsCostAndStock() {
        assertThat(new Catalog().all())
                .hasSizeGreaterThan(80)
                .allMatch(product -> product.costCents() > 0)
                .allMatch(product -> product.costCents() < 0.75 * product.cents())
                .anyMatch(product -> product.stock() == 0)
                .anyMatch(product -> product.stock() > 0);
    }

    @Test
    void aPlanNeedsCustomers() {
        assertThatThrownBy(() -> new ExamplePlan(0, 1, UNTIL))
                .hasMessage("0 customers: allowed are 1 to 5000000");
    }

    private static Stream<String> vouchersWithoutReaction(Life life) {
        return life.sales().stream()
                .filter(sale -> sale.voucher() != null && !reacted(life, sale))
                .map(sale -> life.person().number() + " on " + sale.at());
    }

    private static boolean reacted(Life life, Sale sale) {
        String campaign = Objects.requireNonNull(sale.voucher()).id();
        return life.messages().stream()
                .filter(message -> message.at().isBefore(sale.at().atZone(Diary.ZONE).toInstant()))
                .map(Diary.Message::body)
                .filter(body -> !body.path("event").asString("").equals("Coupon Applied"))
                .anyMatch(body ->
                        body.path("properties").path("campaign_id").asString("").equals(campaign));
    }

    private static List<String> names(List<Person> people) {
        return people.stream().map(Person::lastName).distinct().toList();
    }

    private static List<String> addresses(List<Person> people) {
        return people.stream().map(person -> person.address().toString()).distinct().toList();
    }

    private static <T> double share(List<T> all, Predicate<T> which) {
        return (double) all.stream().filter(which).count() / all.size();
    }

    private static Map<String, String> written(ExamplePlan plan, Path folder)
            throws IOException, NoSuchAlgorithmException {
        new ExampleMerchant(plan).write(folder);
        List<Path> files = new ArrayList<>();
        try (Stream<Path> all = Files.list(folder)) {
            all.forEach(files::add);
        }
        Map<String, String> hashes = new TreeMap<>();
        for (Path file : files) {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
            hashes.put(file.getFileName().toString(), HexFormat.of().formatHex(hash));
        }
        return hashes;
    }
}
