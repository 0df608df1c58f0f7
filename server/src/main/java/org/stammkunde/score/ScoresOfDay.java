package org.stammkunde.score;

import java.util.Map;

/**
 * The scores of a day as SQL, for modules that ask about many customers in one statement. Such a
 * statement may hold the scores of one day only, because the names of the parameters are fixed.
 *
 * @param query a query for (customer, points_micro, strength, above_threshold, falls_on), with the
 *     meaning of {@code score.shared_score} on that day; customers for whom nothing counts may be
 *     left out
 * @param parameters what the query needs, by name
 */
public record ScoresOfDay(String query, Map<String, Object> parameters) {}
