package org.stammkunde.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.stammkunde.events.Identifier;
import org.stammkunde.events.IdentifierType;

class ResolutionTest {

    private final Map<Long, Identifier> identifiers = new TreeMap<>();
    private final List<Link> links = new ArrayList<>();

    @Test
    void identifiersThatAFactNamesTogetherAreOneCustomer() {
        named(1, account("4711"), email("anna@example.com"));
        named(2, email("anna@example.com"), phone("+49301"));

        check("4711 anna@example.com +49301");
    }

    @Test
    void twoAccountsOfOneShopStayTwoCustomersAndTheFirstKeepsTheAddress() {
        named(2, account("4712"), email("family@example.com"));
        named(1, account("4711"), email("family@example.com"));

        check("4711 family@example.com", "4712");
    }

    @Test
    void accountsOfTwoShopsMayBeOneCustomer() {
        named(1, account("4711"), email("anna@example.com"));
        named(
                2,
                new Identifier(IdentifierType.CUSTOMER_ID, "store", "9"),
                email("anna@example.com"));

        check("4711 anna@example.com 9");
    }

    @Test
    void aChainOfLinksDoesNotJoinTwoAccounts() {
        named(1, account("4711"), email("a@example.com"));
        named(2, account("4712"), phone("+49301"));
        named(3, email("a@example.com"), phone("+49301"));

        check("4711 a@example.com", "4712 +49301");
    }

    @Test
    void aCardIsStrongerEvidenceThanAnEarlierAddress() {
        named(1, account("4711"), email("a@example.com"));
        named(2, card("77"), email("a@example.com"));
        named(3, account("4712"), card("77"));

        check("4711 a@example.com", "4712 77");
    }

    @Test
    void noCustomerHasMoreThanFiveAddresses() {
        for (int i = 1; i <= 7; i++) {
            named(i, account("4711"), email(i + "@example.com"));
        }

        check(
                "4711 1@example.com 2@example.com 3@example.com 4@example.com 5@example.com",
                "6@example.com",
                "7@example.com");
    }

    @Test
    void neitherNumbersNorTheOrderOfLinksMatter() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            randomFacts(random);
            Set<Set<String>> expected = customers(identifiers, links);
            Map<Long, Long> numbers = shuffledNumbers(random);
            List<Link> renumbered =
                    new ArrayList<>(links.stream().map(l -> renumbered(l, numbers)).toList());
            Collections.shuffle(renumbered, random);
            Map<Long, Identifier> others = new HashMap<>();
            identifiers.forEach(
                    (number, identifier) -> others.put(at(numbers, number), identifier));

            assertThat(customers(others, renumbered)).as("seed %d", seed).isEqualTo(expected);
        }
    }

    private void randomFacts(Random random) {
        identifiers.clear();
        links.clear();
        for (int i = 0; i < 30; i++) {
            List<Identifier> named = new ArrayList<>();
            if (random.nextBoolean()) {
                named.add(account(String.valueOf(random.nextInt(6))));
            }
            if (random.nextInt(4) == 0) {
                named.add(card(String.valueOf(random.nextInt(6))));
            }
            named.add(email(random.nextInt(8) + "@example.com"));
            if (random.nextInt(3) == 0) {
                named.add(phone("+4930" + random.nextInt(6)));
            }
            named(random.nextInt(10), named.toArray(Identifier[]::new));
        }
    }

    private Map<Long, Long> shuffledNumbers(Random random) {
        List<Long> numbers = new ArrayList<>(identifiers.keySet());
        Collections.shuffle(numbers, random);
        Map<Long, Long> shuffled = new HashMap<>();
        int next = 0;
        for (long number : identifiers.keySet()) {
            shuffled.put(number, numbers.get(next++));
        }
        return shuffled;
    }

    private static Link renumbered(Link link, Map<Long, Long> numbers) {
        return new Link(
                at(numbers, link.stronger()),
                at(numbers, link.weaker()),
                link.firstAt(),
                link.firstKey());
    }

    private static long at(Map<Long, Long> numbers, long number) {
        return numbers.getOrDefault(number, -1L);
    }

    private void check(String... customers) {
        Set<Set<String>> expected = new HashSet<>();
        for (String customer : customers) {
            expected.add(Set.of(customer.split(" ")));
        }
        assertThat(customers(identifiers, links)).isEqualTo(expected);
        everyCustomerIsHeldTogetherByOneLinkLessThanItHasIdentifiers();
    }

    private void everyCustomerIsHeldTogetherByOneLinkLessThanItHasIdentifiers() {
        Map<Long, Long> customers = Resolution.of(identifiers, links);
        for (long customer : Set.copyOf(customers.values())) {
            Map<Long, Identifier> own = new HashMap<>(identifiers);
            own.keySet().removeIf(number -> !Long.valueOf(customer).equals(customers.get(number)));
            List<Link> within =
                    links.stream()
                            .filter(link -> own.containsKey(link.stronger()))
                            .filter(link -> own.containsKey(link.weaker()))
                            .toList();
            assertThat(Resolution.joining(own, within)).hasSize(own.size() - 1);
        }
    }

    private static Set<Set<String>> customers(Map<Long, Identifier> identifiers, List<Link> links) {
        Map<Long, Set<String>> byCustomer = new HashMap<>();
        Resolution.of(identifiers, links)
                .forEach((number, customer) ->
                        byCustomer
                                .computeIfAbsent(customer, key -> new TreeSet<>())
                                .add(
                                        String.valueOf(identifiers.get(number))
                                                .replaceAll(".*value=(.*)]", "$1")));
        return Set.copyOf(byCustomer.values());
    }

    private void named(int second, Identifier... named) {
        long subject = number(named[0]);
        UUID key =
                UUID.nameUUIDFromBytes(
                        (second + named[0].value()).getBytes(StandardCharsets.UTF_8));
        for (int i = 1; i < named.length; i++) {
            links.add(new Link(subject, number(named[i]), Instant.EPOCH.plusSeconds(second), key));
        }
    }

    private long number(Identifier identifier) {
        return identifiers.entrySet().stream()
                .filter(entry -> entry.getValue().equals(identifier))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseGet(() -> {
                    long next = identifiers.size() + 1L;
                    identifiers.put(next, identifier);
                    return next;
                });
    }

    private static Identifier account(String value) {
        return new Identifier(IdentifierType.CUSTOMER_ID, "shop", value);
    }

    private static Identifier card(String value) {
        return new Identifier(IdentifierType.CARD, "", value);
    }

    private static Identifier email(String value) {
        return new Identifier(IdentifierType.EMAIL, "", value);
    }

    private static Identifier phone(String value) {
        return new Identifier(IdentifierType.PHONE, "", value);
    }
}
