package org.stammkunde.score;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The score in plain loops, written from the description and not from the SQL. */
public final class ScoreOracle {

    private static final LocalDate FIRST_DAY = LocalDate.parse("1990-01-01");
    private static final MathContext PLENTY = new MathContext(80);

    private final Rules rules;

    private final Map<LocalDate, BigDecimal> weights = new HashMap<>();

    public ScoreOracle(Rules rules) {
        this.rules = rules;
    }

    /** Millionths of a point on a day. */
    public long score(Map<Activity, NavigableMap<LocalDate, Long>> counts, LocalDate asOf) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Activity activity : counts.keySet()) {
            Map<LocalDate, Long> points = points(activity, counts.get(activity));
            for (LocalDate day : points.keySet()) {
                if (!day.isAfter(asOf) && counts(rules.of(activity).validDays(), day, asOf)) {
                    sum = sum.add(BigDecimal.valueOf(points.get(day)).multiply(weight(day)));
                }
            }
        }
        return sum.divide(weight(asOf), PLENTY).setScale(0, RoundingMode.HALF_UP).longValueExact();
    }

    /** Whether that is more than the threshold. */
    public boolean isLoyal(Map<Activity, NavigableMap<LocalDate, Long>> counts, LocalDate asOf) {
        return score(counts, asOf) > rules.threshold().micro();
    }

    private static boolean counts(@Nullable Integer validDays, LocalDate day, LocalDate asOf) {
        return validDays == null || ChronoUnit.DAYS.between(day, asOf) < validDays;
    }

    /** What each day counts after all caps. */
    private Map<LocalDate, Long> points(Activity activity, NavigableMap<LocalDate, Long> counts) {
        ActivityRule rule = rules.of(activity);
        Map<LocalDate, Long> points = new TreeMap<>();
        Map<YearMonth, Long> months = new TreeMap<>();
        long all = 0;
        for (LocalDate day : counts.keySet()) {
            long daily = within(rule.perDay(), rule.value().micro() * counts.get(day));
            long before = months.getOrDefault(YearMonth.from(day), 0L);
            months.put(YearMonth.from(day), before + daily);
            long monthly =
                    within(rule.perMonth(), before + daily) - within(rule.perMonth(), before);
            points.put(day, within(rule.inAll(), all + monthly) - within(rule.inAll(), all));
            all += monthly;
        }
        return points;
    }

    private static long within(@Nullable ActivityPoints cap, long amount) {
        return cap == null ? amount : Math.clamp(amount, -cap.micro(), cap.micro());
    }

    private BigDecimal weight(LocalDate day) {
        Integer halfLife = rules.halfLifeDays();
        return halfLife == null
                ? BigDecimal.ONE
                : weights.computeIfAbsent(day, _ -> weight(day, halfLife));
    }

    private static BigDecimal weight(LocalDate day, int halfLife) {
        return Present.weight((int) ChronoUnit.DAYS.between(FIRST_DAY, day), halfLife);
    }

    /** Counts to fill. */
    public static Map<Activity, NavigableMap<LocalDate, Long>> nothing() {
        return new EnumMap<>(Activity.class);
    }
}
