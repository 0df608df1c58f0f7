package org.stammkunde.segments;

import java.util.List;
import java.util.stream.Stream;
import org.stammkunde.consent.Consent.State;
import org.stammkunde.consent.Purpose;
import org.stammkunde.events.IdentifierType;

/**
 * What decides who is in a segment: a closed set of questions about one customer, joined by and, or
 * and not. Its answer is a function of the facts and of the day on which is asked. {@code
 * docs/reference/segment-conditions.md} says what each one means exactly.
 */
public sealed interface Condition {

    /** Every part holds. */
    record All(List<Condition> parts) implements Condition {

        public All {
            parts = List.copyOf(parts);
        }
    }

    /** At least one part holds. */
    record Any(List<Condition> parts) implements Condition {

        public Any {
            parts = List.copyOf(parts);
        }
    }

    /** The part does not hold. */
    record Not(Condition part) implements Condition {}

    /**
     * What is known of the customer.
     *
     * @param name the trait; parts of objects after a point, such as {@code address.city}
     */
    record Trait(String name, ValueTest test) implements Condition {}

    /** The customer has an identifier of this type. */
    record HasIdentifier(IdentifierType type) implements Condition {}

    /** Stands so to a purpose: agreed, objected, or said nothing. */
    record ConsentIs(Purpose purpose, State state) implements Condition {}

    /** The source, by its name, told something about the customer. */
    record KnownFrom(String source) implements Condition {}

    /** A figure over the orders of a window; amounts in the merchant's reporting currency. */
    record OrderFigure(Figure figure, NumberTest test, Window window, OrderFilter orders)
            implements Condition {}

    /** The day of the first or last order. */
    record OrderDay(End end, DayTest test, OrderFilter orders) implements Condition {}

    /** The instant of the first or last order. */
    record OrderTime(End end, TimeTest test, OrderFilter orders) implements Condition {}

    /** How often something was done within a window of days or hours; exactly 0 for not done. */
    record Performed(EventQuestion event, Window window, NumberTest times) implements Condition {}

    /** The loyalty score, in points. */
    record Score(NumberTest points) implements Condition {}

    /** More points than the threshold of the score's rules. */
    record Loyal() implements Condition {}

    /**
     * A score from 1 to 5 among all customers who bought; 5 is best. Without an order it does not
     * hold.
     */
    record Rfm(RfmMeasure measure, NumberTest score) implements Condition {}

    /** Among the customers of one of these groups of RFM scores. */
    record InRfmGroup(List<RfmGroup> groups) implements Condition {

        public InRfmGroup {
            groups = List.copyOf(groups);
        }
    }

    /** Membership in another segment. */
    record InSegment(String segment) implements Condition {}

    /** The day on which the customer was first or last seen, by any fact. */
    record Seen(End end, DayTest test) implements Condition {}

    /** The instant at which the customer was first or last seen, by any fact. */
    record SeenAt(End end, TimeTest test) implements Condition {}

    /** Among those whom a snapshot holds. */
    record Pinned(String segment) implements Condition {}

    /** What is counted over orders. */
    enum Figure {
        COUNT("count"),
        REVENUE("revenue"),
        AVERAGE("average"),
        ITEMS("items");

        private final String code;

        Figure(String code) {
            this.code = code;
        }

        /** The stable name in JSON. */
        public String code() {
            return code;
        }

        /** Whether it is an amount of money. */
        boolean isMoney() {
            return this == REVENUE || this == AVERAGE;
        }
    }

    /** The first or the last of several days. */
    enum End {
        FIRST("first"),
        LAST("last");

        private final String code;

        End(String code) {
            this.code = code;
        }

        /** The stable name in JSON. */
        public String code() {
            return code;
        }
    }

    /** All of these. */
    static Condition all(Condition... parts) {
        return new All(List.of(parts));
    }

    /** One of these. */
    static Condition any(Condition... parts) {
        return new Any(List.of(parts));
    }

    /** The parts of a group, none for a question. */
    default List<Condition> parts() {
        return switch (this) {
            case All(List<Condition> parts) -> parts;
            case Any(List<Condition> parts) -> parts;
            case Not(Condition part) -> List.of(part);
            default -> List.of();
        };
    }

    /** The questions in it, in order. */
    default Stream<Condition> questions() {
        return switch (this) {
            case All _, Any _, Not _ -> parts().stream().flatMap(Condition::questions);
            default -> Stream.of(this);
        };
    }
}
