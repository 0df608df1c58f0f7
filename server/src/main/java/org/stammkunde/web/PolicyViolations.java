package org.stammkunde.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;

/**
 * What browsers refused because of the content security policy, newest last; at most {@value
 * #REPORTS_MAX} are kept. Anybody can send a report, so it is short, never trusted and never shown.
 */
@Controller
public class PolicyViolations {

    static final String PATH = "/csp-report";

    private static final Logger LOG = LoggerFactory.getLogger(PolicyViolations.class);
    private static final int REPORTS_MAX = 100;
    private static final int REPORT_BYTES_MAX = 4_096;

    private final Deque<String> reports = new ArrayDeque<>();

    /** The reports kept so far, as the browsers sent them. */
    public synchronized List<String> reports() {
        return List.copyOf(reports);
    }

    @PostMapping(PATH)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void report(HttpServletRequest request) throws IOException {
        byte[] body = request.getInputStream().readNBytes(REPORT_BYTES_MAX);
        keep(new String(body, StandardCharsets.UTF_8));
    }

    private synchronized void keep(String report) {
        if (reports.size() == REPORTS_MAX) {
            reports.removeFirst();
        } else {
            LOG.warn("A browser refused part of a page: {}", oneLine(report));
        }
        reports.addLast(report);
    }

    private static String oneLine(String report) {
        return report.replaceAll("\\p{Cntrl}", " ");
    }
}
