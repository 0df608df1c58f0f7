package org.stammkunde.insights;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.util.Currency;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.stammkunde.api.ApiScope;
import org.stammkunde.api.NeedsScope;
import org.stammkunde.web.Problem;

/** The report for programs, with the keys of {@code report --json}. */
@RestController
@NeedsScope(ApiScope.REPORT_READ)
@Tag(name = "Report", description = "figures of all customers")
class ReportApi {

    private final Reports reports;

    ReportApi(Reports reports) {
        this.reports = reports;
    }

    @GetMapping(path = "/api/report", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Reports all figures",
            description =
                    "The report made last, while a newer one is being made; it says at which fact"
                            + " it stands.",
            operationId = "getReport")
    @ApiResponse(
            responseCode = "200",
            description = "OK",
            content = @Content(schema = @Schema(implementation = Report.class)))
    String report(
            @Parameter(description = "`net` (default) or `A`, see the reference of the report")
                    @RequestParam(defaultValue = "net")
                    String rule,
            @Parameter(description = "ISO code; the merchant's reporting currency by default")
                    @RequestParam(required = false)
                    @Nullable String currency,
            @Parameter(
                            description =
                                    "the last day that counts; that of the newest order by default")
                    @RequestParam(required = false)
                    @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
                    @Nullable LocalDate asOf) {
        ReportQuery query = new ReportQuery(rule(rule), currency(currency), asOf);
        return ReportJson.write(reports.recent(query));
    }

    private static Rule rule(String id) {
        return Stream.of(Rule.values())
                .filter(rule -> rule.id().equalsIgnoreCase(id))
                .findFirst()
                .orElseThrow(() ->
                        Problem.invalidParameter(
                                "rule",
                                Stream.of(Rule.values())
                                        .map(Rule::id)
                                        .collect(Collectors.joining(", "))));
    }

    private static @Nullable Currency currency(@Nullable String code) {
        try {
            return code == null ? null : Currency.getInstance(code.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw Problem.invalidParameter("currency", "EUR, CHF, …");
        }
    }
}
