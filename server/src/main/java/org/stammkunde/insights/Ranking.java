package org.stammkunde.insights;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** Picks the best customers of columns without sorting all of them. */
final class Ranking {

    private Ranking() {}

    /**
     * The indexes of the best customers, the best first; ties go to the smaller customer number.
     *
     * @param count 1 or more
     * @param value what they are ranked by; a double is enough to tell them apart
     */
    static List<Integer> best(int count, CustomerColumns customers, IntToDoubleFunction value) {
        Comparator<Candidate> worstFirst =
                Comparator.comparingDouble(Candidate::value)
                        .thenComparing(Candidate::customer, Comparator.reverseOrder());
        PriorityQueue<Candidate> best = new PriorityQueue<>(worstFirst);
        for (int i = 0; i < customers.size(); i++) {
            Candidate next = new Candidate(i, customers.customer(i), value.applyAsDouble(i));
            if (best.size() < count) {
                best.add(next);
            } else if (worstFirst.compare(next, best.element()) > 0) {
                best.remove();
                best.add(next);
            }
        }
        return best.stream().sorted(worstFirst.reversed()).map(Candidate::index).toList();
    }

    /** A customer with the value it is ranked by, which may be dear to find out. */
    private record Candidate(int index, long customer, double value) {}

    /** The indexes of these customers, -1 where a customer has none, in the same order. */
    static List<Integer> indexes(List<Long> wanted, CustomerColumns customers) {
        int[] indexes = new int[wanted.size()];
        Arrays.fill(indexes, -1);
        for (int i = 0; i < customers.size(); i++) {
            int position = wanted.indexOf(customers.customer(i));
            if (position >= 0) {
                indexes[position] = i;
            }
        }
        return IntStream.of(indexes).boxed().toList();
    }
}
