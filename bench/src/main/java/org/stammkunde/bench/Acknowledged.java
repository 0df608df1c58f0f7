package org.stammkunde.bench;

import java.util.BitSet;

/** Numbers of the events whose acknowledgement arrived. Not safe for use by several threads. */
final class Acknowledged {

    /** Messages found in the log against those acknowledged. */
    record Comparison(long acknowledged, long stored, long lost, long doubled) {}

    private final BitSet numbers = new BitSet();

    void add(long firstNumber, int count) {
        int first = Math.toIntExact(firstNumber);
        numbers.set(first, first + count);
    }

    long count() {
        return numbers.cardinality();
    }

    /** Collects what is stored, to be compared at the end. */
    Stored stored() {
        return new Stored();
    }

    /** Takes the numbers of stored messages in any order. */
    final class Stored {

        private final BitSet seen = new BitSet();
        private long doubled;

        private Stored() {}

        void add(long number) {
            int bit = Math.toIntExact(number);
            if (seen.get(bit)) {
                doubled++;
            }
            seen.set(bit);
        }

        /**
         * The result. More may be stored than was acknowledged: an answer that was cut off or came
         * after the end.
         */
        Comparison comparison() {
            BitSet lost = (BitSet) numbers.clone();
            lost.andNot(seen);
            return new Comparison(count(), seen.cardinality(), lost.cardinality(), doubled);
        }
    }
}
