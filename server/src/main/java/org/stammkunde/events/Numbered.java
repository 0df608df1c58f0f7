package org.stammkunde.events;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A fact with the numbers of its identifiers, as far as they were known when it came in. Looked up
 * by the caller's thread, so that the one thread that writes has little left to ask.
 */
final class Numbered {

    private final EventDraft event;
    private final long[] numbers;

    /**
     * A fact.
     *
     * @param numbers of its identifiers, {@link RememberedNumbers#UNKNOWN} where missing
     */
    Numbered(EventDraft event, long[] numbers) {
        this.event = event;
        this.numbers = numbers;
    }

    EventDraft event() {
        return event;
    }

    /** The identifiers whose numbers are missing. */
    List<Identifier> unknown() {
        return IntStream.range(0, numbers.length)
                .filter(index -> numbers[index] == RememberedNumbers.UNKNOWN)
                .mapToObj(event.identifiers()::get)
                .toList();
    }

    /**
     * The numbers of all identifiers, strongest first.
     *
     * @param found holds those that were missing
     */
    long[] numbers(Map<Identifier, Long> found) {
        long[] complete = numbers.clone();
        for (int index = 0; index < complete.length; index++) {
            if (complete[index] == RememberedNumbers.UNKNOWN) {
                complete[index] = number(event.identifiers().get(index), found);
            }
        }
        return complete;
    }

    private static long number(Identifier identifier, Map<Identifier, Long> found) {
        Long number = found.get(identifier);
        if (number == null) {
            throw new IllegalStateException("an identifier was left without a number");
        }
        return number;
    }
}
