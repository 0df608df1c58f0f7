package org.stammkunde.segments;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.stammkunde.insights.Fifths;
import org.stammkunde.segments.QuestionSql.Answer;

/**
 * The SQL of questions about RFM scores. A score is one more than the number of limits below the
 * customer's value; where nobody bought there are none, and nobody has a score. Limits move with
 * all other customers, so they are found now and then and stored: what a customer does is compared
 * with the limits that stand. Of a day gone by they are found for the question, by all that is
 * known now.
 */
final class RfmSql {

    /** Whole numbers and days: so many limits below a value are so many up to the one before it. */
    private static final String SCORES =
            """
            1 + width_bucket(%s - 1, fifths.recency) as recency,
            1 + width_bucket(%s - 1, fifths.frequency) as frequency,
            1 + width_bucket(%s - 1, fifths.monetary) as monetary,
            fifths.as_of\
            """;

    private final Compiler compiler;
    private final Moment moment;

    RfmSql(Compiler compiler) {
        this.compiler = compiler;
        moment = compiler.moment();
    }

    Answer score(RfmMeasure measure, NumberTest test) {
        String facts = facts();
        String score = facts + "." + measure.code();
        return Answer.unlessUnknown(
                new Comparisons(compiler).number(score, test), List.of(), measured(facts, score));
    }

    Answer group(List<RfmGroup> groups) {
        String facts = facts();
        String holds =
                groups.stream()
                        .map(group -> group.holds(facts + ".recency", facts + ".frequency"))
                        .collect(Collectors.joining(" or ", "(", ")"));
        String scores =
                "%1$s.recency || '-' || %1$s.frequency || '-' || %1$s.monetary".formatted(facts);
        return Answer.unlessUnknown(holds, List.of(), measured(facts, scores));
    }

    /** Scores and the day whose fifths they were found by. */
    private static String measured(String facts, String scores) {
        return "%s || ' ' || %s.as_of".formatted(scores, facts);
    }

    private String facts() {
        return compiler.relation("rfm", () -> moment.isPast() ? ofThePast() : standing());
    }

    private String standing() {
        return """
        select figures.customer, %s
        from (select currency, as_of, recency, frequency, monetary
              from segments.fifths order by number desc limit 1) fifths
        join orders.shared_customer_figures figures on figures.currency = fifths.currency
        where figures.orders > 0 and cardinality(fifths.recency) > 0 and %s\
        """
                .formatted(
                        SCORES.formatted(
                                "(figures.last_order_at at time zone %s)::date"
                                        .formatted(
                                                compiler.value(moment.merchant().zone().getId())),
                                "figures.orders::bigint",
                                "figures.revenue_minor"),
                        compiler.scope().among("figures.customer"));
    }

    private String ofThePast() {
        Fifths fifths = compiler.known().fifths().on(moment.day());
        return """
        select bought.customer, %s
        from (select member.customer,
                     max(sales.day) filter (where counts) as last_day,
                     count(*) filter (where counts) as orders,
                     least(greatest(sum(sales.net_minor), -9e18), 9e18)::bigint as revenue
              from %s member
              join orders.shared_order sales on sales.subject = member.identifier
              cross join lateral (
                  select sales.kind = 'order' and sales.status = 'completed' as counts) counted
              where sales.currency = %s and sales.day <= cast(%s as date)
              group by member.customer
              having bool_or(counts)) bought
        cross join (select cast(%s as date) as as_of, %s::date[] as recency,
                           %s::bigint[] as frequency, %s::bigint[] as monetary) fifths
        where cardinality(fifths.recency) > 0\
        """
                .formatted(
                        SCORES.formatted("bought.last_day", "bought.orders", "bought.revenue"),
                        compiler.scope().members(),
                        compiler.value(fifths.currency().getCurrencyCode()),
                        compiler.value(moment.day()),
                        compiler.value(fifths.asOf()),
                        compiler.value(
                                fifths.recency().stream()
                                        .map(LocalDate::toString)
                                        .toArray(String[]::new)),
                        compiler.value(fifths.frequency().toArray(Long[]::new)),
                        compiler.value(fifths.monetary().toArray(Long[]::new)));
    }
}
