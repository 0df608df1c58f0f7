package org.stammkunde.customers;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What customers of the list must fulfil.
 *
 * @param sql over the row {@code listing} and the row {@code of}
 * @param parameters of the SQL
 * @param of the other row it looks at: {@code figures}, or the key of a column that a later module
 *     adds
 * @param leavesOut whether customers without that row are left out
 */
record Condition(
        String sql, Map<String, Object> parameters, @Nullable String of, boolean leavesOut) {

    static Condition of(String sql, Map<String, Object> parameters) {
        return new Condition(sql, parameters, null, false);
    }
}
