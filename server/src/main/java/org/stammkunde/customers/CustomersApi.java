package org.stammkunde.customers;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.stammkunde.api.ApiList;
import org.stammkunde.api.ApiScope;
import org.stammkunde.api.Caller;
import org.stammkunde.api.NeedsScope;
import org.stammkunde.customers.CustomerDocuments.CustomerCount;
import org.stammkunde.customers.CustomerDocuments.CustomerDetails;
import org.stammkunde.customers.CustomerDocuments.CustomerEvent;
import org.stammkunde.customers.CustomerDocuments.CustomerSummary;
import org.stammkunde.customers.CustomerDocuments.CustomerTrait;
import org.stammkunde.customers.CustomerExport.Format;
import org.stammkunde.web.Page;
import org.stammkunde.web.Problem;

/** Customers for programs: the list and the page of one, as data. */
@RestController
@RequestMapping("/api/customers")
@NeedsScope(ApiScope.CUSTOMERS_READ)
@Tag(name = "Customers", description = "the list of customers, and everything about one")
class CustomersApi {

    private final ApiListRequests requests;
    private final CustomerListTable list;
    private final CustomerRows rows;
    private final CustomerExport export;
    private final Columns columns;
    private final CustomerPageTable customers;
    private final KnownCustomers known;
    private final CustomerDossier dossier;
    private final TimelineTable timeline;

    CustomersApi(
            ApiListRequests requests,
            CustomerListTable list,
            CustomerRows rows,
            CustomerExport export,
            Columns columns,
            CustomerPageTable customers,
            KnownCustomers known,
            CustomerDossier dossier,
            TimelineTable timeline) {
        this.requests = requests;
        this.list = list;
        this.rows = rows;
        this.export = export;
        this.columns = columns;
        this.customers = customers;
        this.known = known;
        this.dossier = dossier;
        this.timeline = timeline;
    }

    @GetMapping
    @Operation(summary = "Lists customers, or finds them", operationId = "listCustomers")
    ApiList<CustomerSummary> list(
            Page page,
            @Parameter(hidden = true) @RequestParam Map<String, String> parameters,
            @Parameter(description = "how many, 1 to 200")
                    @RequestParam(defaultValue = ApiList.SIZE)
                    int limit,
            @Parameter(description = "`next` of the part before") @RequestParam(defaultValue = "")
                    String cursor) {
        Currency currency = currency(page);
        CustomerListQuery query = requests.read(parameters, currency, Set.of("limit", "cursor"));
        CustomerListTable.Part part = list.read(query, currency, ApiList.size(limit));
        return ApiList.of(
                rows.of(part.customers(), currency, page.texts()).stream()
                        .map(row -> CustomerSummary.of(row, dossier.figureKeys()))
                        .toList(),
                part.next().map(next -> next.text(query.sort())));
    }

    @GetMapping("/count")
    @Operation(summary = "Counts the customers of a list", operationId = "countCustomers")
    CustomerCount count(
            Page page, @Parameter(hidden = true) @RequestParam Map<String, String> parameters) {
        Currency currency = currency(page);
        int found = list.count(requests.read(parameters, currency, Set.of()), currency);
        return new CustomerCount(
                Math.min(found, CustomerListTable.COUNT_MAX), found <= CustomerListTable.COUNT_MAX);
    }

    @GetMapping(
            path = "/export",
            produces = {
                "text/csv",
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
            })
    @Operation(
            summary = "Writes a list into a file",
            description = "With the columns that the account chose, and headings in its language.",
            operationId = "exportCustomers")
    @ApiResponse(
            responseCode = "200",
            description = "the file",
            content = @Content(schema = @Schema(type = "string", format = "binary")))
    void export(
            Page page,
            @AuthenticationPrincipal Caller caller,
            @Parameter(hidden = true) @RequestParam Map<String, String> parameters,
            @Parameter(description = "`csv` or `xlsx`") @RequestParam String format,
            HttpServletResponse response)
            throws IOException {
        Format chosen =
                Format.of(format)
                        .orElseThrow(() -> Problem.invalidParameter("format", "csv, xlsx"));
        Currency currency = currency(page);
        CustomerListQuery query = requests.read(parameters, currency, Set.of("format"));
        response.setContentType(chosen.mediaType());
        export.write(
                new CustomerExport.Order(
                        chosen, columns.of(caller.account()), currency, page.texts()),
                query,
                response.getOutputStream());
    }

    @GetMapping("/{id}")
    @Operation(
            summary = "Tells who one customer is",
            description = "A customer that was merged into another is found by its former number.",
            operationId = "getCustomer")
    CustomerDetails one(Page page, @PathVariable long id) {
        return dossier.of(known.current(id), page);
    }

    @GetMapping("/{id}/traits")
    @Operation(summary = "Lists what is known about a customer", operationId = "listTraits")
    ApiList<CustomerTrait> traits(@PathVariable long id) {
        return ApiList.whole(
                customers.traits(known.current(id)).stream().map(CustomerTrait::of).toList());
    }

    @GetMapping("/{id}/timeline")
    @Operation(
            summary = "Lists what a customer did, the latest first",
            operationId = "listTimeline")
    ApiList<CustomerEvent> timeline(
            Page page,
            @PathVariable long id,
            @Parameter(description = "only events of this kind: `orders`, `campaigns`, `visits`, …")
                    @RequestParam(defaultValue = "")
                    String kind,
            @Parameter(description = "`next` of the part before") @RequestParam(defaultValue = "")
                    String cursor) {
        List<TimelineEvent> found =
                timeline.read(known.current(id), TimelineKind.asked(kind), before(cursor));
        List<TimelineEvent> part =
                found.subList(0, Math.min(TimelineTable.PART_SIZE, found.size()));
        Optional<String> next =
                found.size() > part.size()
                        ? Optional.of(Story.cursor(part.getLast()).toString())
                        : Optional.empty();
        TimelineText text = new TimelineText(page.texts());
        return ApiList.of(part.stream().map(event -> CustomerEvent.of(event, text)).toList(), next);
    }

    private Currency currency(Page page) {
        return rows.currency(page.texts().merchant().currency());
    }

    private static Optional<TimelineCursor> before(String cursor) {
        return cursor.isEmpty()
                ? Optional.empty()
                : Optional.of(TimelineCursor.parse(cursor).orElseThrow(ApiList::badCursor));
    }
}
