package org.stammkunde.identity;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.stammkunde.events.Identifier;
import org.stammkunde.events.IdentifierType;

/**
 * The decision which identifiers are one customer, from the links between them.
 *
 * <p>Links are taken in an order that depends on the facts alone: stronger kinds of evidence first,
 * then by the time of the earliest assertion. A link that would put more identifiers of one kind
 * into a customer than {@link #LIMITS} allow is passed over. So of two accounts that share an
 * e-mail address the one that used it first keeps it, whichever fact arrived first.
 */
final class Resolution {

    /**
     * The most identifiers of each kind that one customer has; accounts are counted per shop. The
     * figures follow what customer data platforms use to keep one wrong value from joining many
     * people.
     */
    private static final Map<IdentifierType, Integer> LIMITS =
            new EnumMap<>(
                    Map.of(
                            IdentifierType.CUSTOMER_ID, 1,
                            IdentifierType.CARD, 5,
                            IdentifierType.EMAIL, 5,
                            IdentifierType.PHONE, 5));

    private final Map<Long, Group> groups = new HashMap<>();
    private final List<Link> joining = new ArrayList<>();

    private Resolution(Map<Long, Identifier> identifiers) {
        identifiers.forEach(
                (number, identifier) -> groups.put(number, Group.of(number, identifier)));
    }

    /**
     * The customer of every given identifier: the smallest number of those it is joined with.
     *
     * @param identifiers all identifiers of whole components, by number
     * @param links all usable links between them
     */
    static Map<Long, Long> of(Map<Long, Identifier> identifiers, Collection<Link> links) {
        Resolution resolution = new Resolution(identifiers);
        links.stream().sorted(byEvidence(identifiers)).forEach(resolution::join);
        return resolution.groups.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().members.first()));
    }

    /**
     * The links that joined the identifiers of one customer, in the order in which they were taken:
     * one less than there are identifiers. Links between them that were passed over because of a
     * limit cannot be among those given: what was kept apart once is never joined by another link.
     *
     * @param identifiers all identifiers of the customer, by number
     * @param links all usable links between them
     */
    static List<Link> joining(Map<Long, Identifier> identifiers, Collection<Link> links) {
        Resolution resolution = new Resolution(identifiers);
        links.stream().sorted(byEvidence(identifiers)).forEach(resolution::join);
        return List.copyOf(resolution.joining);
    }

    private static Comparator<Link> byEvidence(Map<Long, Identifier> identifiers) {
        return Comparator.<Link, IdentifierType>comparing(link -> type(identifiers, link.weaker()))
                .thenComparing(Link::firstAt)
                .thenComparing(Link::firstKey)
                .thenComparing(link -> identifier(identifiers, link.weaker()))
                .thenComparing(link -> identifier(identifiers, link.stronger()));
    }

    private static IdentifierType type(Map<Long, Identifier> identifiers, long number) {
        return identifier(identifiers, number).type();
    }

    private static Identifier identifier(Map<Long, Identifier> identifiers, long number) {
        Identifier identifier = identifiers.get(number);
        if (identifier == null) {
            throw new IllegalArgumentException("no identifier is given for number " + number);
        }
        return identifier;
    }

    /** Whether a customer may have any number of such identifiers. */
    static boolean isUnlimited(IdentifierType type) {
        return !LIMITS.containsKey(type);
    }

    private void join(Link link) {
        Group one = group(link.stronger());
        Group other = group(link.weaker());
        if (one != other && one.mayTake(other)) {
            Group larger = one.members.size() >= other.members.size() ? one : other;
            Group smaller = larger == one ? other : one;
            joining.add(link);
            larger.take(smaller);
            smaller.members.forEach(member -> groups.put(member, larger));
        }
    }

    private Group group(long number) {
        Group group = groups.get(number);
        if (group == null) {
            throw new IllegalArgumentException("a link ends outside of its component: " + number);
        }
        return group;
    }

    /** Identifiers joined so far. */
    private static final class Group {

        final TreeSet<Long> members;
        final Map<Kind, Integer> counts;

        private Group(TreeSet<Long> members, Map<Kind, Integer> counts) {
            this.members = members;
            this.counts = counts;
        }

        static Group of(long number, Identifier identifier) {
            Map<Kind, Integer> counts = new HashMap<>();
            counts.put(Kind.of(identifier), 1);
            return new Group(new TreeSet<>(Set.of(number)), counts);
        }

        boolean mayTake(Group other) {
            return other.counts.entrySet().stream()
                    .allMatch(added ->
                            counts.getOrDefault(added.getKey(), 0) + added.getValue()
                                    <= added.getKey().limit());
        }

        void take(Group other) {
            members.addAll(other.members);
            other.counts.forEach((kind, count) -> counts.merge(kind, count, Integer::sum));
        }
    }

    /** What is counted against a limit. */
    private record Kind(IdentifierType type, String namespace) {

        static Kind of(Identifier identifier) {
            return new Kind(identifier.type(), identifier.namespace());
        }

        int limit() {
            return LIMITS.getOrDefault(type, Integer.MAX_VALUE / 2);
        }
    }
}
