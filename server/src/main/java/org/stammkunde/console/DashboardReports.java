package org.stammkunde.console;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.stammkunde.events.Projector;
import org.stammkunde.insights.Report;
import org.stammkunde.insights.ReportQuery;
import org.stammkunde.insights.Reports;

/**
 * The report that the dashboard shows. It reads every order, so it is kept until new facts arrived
 * and {@link #REST} times what it took has passed: however many people look, at most a tenth of one
 * processor goes into it. As long as there is no order, it costs nothing and is not kept.
 */
@Component
class DashboardReports {

    private static final int REST = 10;

    /** Settings and segments change without new facts; later than this they are seen. */
    private static final Duration KEPT_MAX = Duration.ofMinutes(1);

    private final Reports reports;
    private final Projector projector;
    private final InstantSource clock;
    private @Nullable Kept kept;

    DashboardReports(Reports reports, Projector projector, InstantSource clock) {
        this.reports = reports;
        this.projector = projector;
        this.clock = clock;
    }

    synchronized Report current() {
        Instant now = clock.instant();
        Kept last = kept;
        if (last == null || !last.isGood(now, projector.position())) {
            long position = projector.position();
            Report report = reports.report(ReportQuery.STANDARD);
            Duration took = Duration.between(now, clock.instant());
            last = new Kept(report, position, now, took);
            kept = last;
        }
        return last.report();
    }

    private record Kept(Report report, long position, Instant at, Duration took) {

        boolean isGood(Instant now, long newest) {
            Duration age = Duration.between(at, now);
            if (report.isEmpty()) {
                return false;
            }
            boolean rests = age.compareTo(took.multipliedBy(REST)) < 0;
            return rests || (position == newest && age.compareTo(KEPT_MAX) < 0);
        }
    }
}
