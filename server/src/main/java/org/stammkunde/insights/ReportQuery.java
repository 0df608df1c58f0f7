package org.stammkunde.insights;

import java.time.LocalDate;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/**
 * What a report is asked for.
 *
 * @param rule which purchases count
 * @param currency whose orders count; null for the merchant's reporting currency, or where no order
 *     has it, the currency of most orders
 * @param asOf the last day that counts, in the merchant's zone, today at the latest; null for the
 *     day of the newest order
 */
public record ReportQuery(Rule rule, @Nullable Currency currency, @Nullable LocalDate asOf) {

    /** The report of the dashboard. */
    public static final ReportQuery STANDARD = new ReportQuery(Rule.NET, null, null);
}
