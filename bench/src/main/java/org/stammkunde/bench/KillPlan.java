package org.stammkunde.bench;

import java.time.Duration;

/**
 * How {@code bench kill} proceeds.
 *
 * @param kills how often something is killed: the server, PostgreSQL and, where files are imported,
 *     the import, in turn
 * @param longestLoad each kill comes at an even chance between 0 and this long under load
 * @param connections of the client that writes down what was acknowledged
 * @param orders in each imported file; 0 for no imports
 * @param seed decides events, orders and moments
 */
record KillPlan(int kills, Duration longestLoad, int connections, int orders, long seed) {

    boolean withImports() {
        return orders > 0;
    }
}
