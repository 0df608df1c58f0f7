package org.stammkunde.console;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.stammkunde.insights.Report;
import org.stammkunde.insights.ReportQuery;
import org.stammkunde.insights.Reports;
import org.stammkunde.web.Page;
import org.stammkunde.web.Problem;

/** The start page. */
@Controller
class DashboardController {

    private final Reports reports;

    DashboardController(Reports reports) {
        this.reports = reports;
    }

    @GetMapping("/")
    View dashboard(Page page, @RequestParam(defaultValue = "") String top) {
        TopBy by =
                top.isEmpty()
                        ? TopBy.REVENUE
                        : TopBy.ofKey(top)
                                .orElseThrow(() -> Problem.invalidParameter("top", TopBy.keys()));
        Report report = reports.recent(ReportQuery.STANDARD);
        if (report.isEmpty()) {
            return page.show("console/firstStart.jte", report);
        }
        return page.show("console/dashboard.jte", new DashboardView(report, by, page.texts()));
    }
}
