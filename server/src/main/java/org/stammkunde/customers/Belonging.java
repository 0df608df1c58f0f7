package org.stammkunde.customers;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import org.stammkunde.identity.Join;

/**
 * Why an identifier is the customer's: a fact named it together with another one.
 *
 * @param other number of the identifier that was named as well
 * @param fact key of the fact
 * @param at when that was
 */
record Belonging(long other, UUID fact, Instant at) {

    /**
     * The reason of every identifier but the first, which needs none: the way from there leads over
     * the joins, and each is gone once.
     *
     * @param joins that hold the customer together
     */
    static Map<Long, Belonging> of(long first, List<Join> joins) {
        Map<Long, Belonging> reasons = new HashMap<>();
        Set<Long> reached = new HashSet<>(Set.of(first));
        Queue<Long> open = new ArrayDeque<>(List.of(first));
        while (!open.isEmpty()) {
            long from = open.remove();
            for (Join join : joins) {
                long to = otherEnd(join, from);
                if (to != from && reached.add(to)) {
                    reasons.put(to, new Belonging(from, join.fact(), join.at()));
                    open.add(to);
                }
            }
        }
        return reasons;
    }

    /** The other end of the join, or the given one if it is no end of it. */
    private static long otherEnd(Join join, long end) {
        if (join.stronger() == end) {
            return join.weaker();
        }
        return join.weaker() == end ? join.stronger() : end;
    }
}
