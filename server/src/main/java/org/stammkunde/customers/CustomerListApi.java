package org.stammkunde.customers;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.stammkunde.api.ApiList;
import org.stammkunde.api.ApiScope;
import org.stammkunde.api.Caller;
import org.stammkunde.api.NeedsScope;
import org.stammkunde.customers.CustomerListTable.Selection;
import org.stammkunde.customers.SavedViews.SavedView;
import org.stammkunde.web.Addresses;
import org.stammkunde.web.Page;
import org.stammkunde.web.Problem;

/** What can be done with the customer list, for programs: tags, views and columns. */
@RestController
@RequestMapping("/api/customers")
@Tag(name = "Customer list", description = "tags, and an account's own views and columns")
class CustomerListApi {

    private final ApiListRequests requests;
    private final CustomerListTable customers;
    private final CustomerRows rows;
    private final Columns columns;
    private final SavedViews views;
    private final Tags tags;

    CustomerListApi(
            ApiListRequests requests,
            CustomerListTable customers,
            CustomerRows rows,
            Columns columns,
            SavedViews views,
            Tags tags) {
        this.requests = requests;
        this.customers = customers;
        this.rows = rows;
        this.columns = columns;
        this.views = views;
        this.tags = tags;
    }

    /** A tag for customers: those named, or all of a list. */
    record TagChange(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "VIP")
                    @Nullable String tag,
            @Schema(description = "whether it is given (default) or taken away")
                    @Nullable Boolean added,
            @Schema(description = "their numbers", example = "[4711, 4712]")
                    @Nullable List<Long> customers,
            @Schema(
                            description =
                                    "instead of `customers`: search and filters of a list, as in"
                                            + " `GET /api/customers`")
                    @Nullable Map<String, String> list) {}

    /** What was done with a tag. */
    record TagOperation(
            UUID id,
            String tag,
            boolean added,
            @Schema(description = "how many customers it changed") long customers) {

        static TagOperation of(Tags.Operation operation) {
            return new TagOperation(
                    operation.id(), operation.tag(), operation.added(), operation.customers());
        }
    }

    /** A list that is kept under a name. */
    record ViewDocument(
            long id,
            @Schema(example = "Köln") String name,
            @Schema(description = "address in the console", example = "/customers?city=K%C3%B6ln")
                    String address) {

        static ViewDocument of(SavedView view) {
            return new ViewDocument(view.id(), view.name(), view.address());
        }
    }

    /** A list to be kept. */
    record NewView(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "Köln")
                    @Nullable String name,
            @Schema(description = "search, filters and order, as in `GET /api/customers`")
                    @Nullable Map<String, String> list) {}

    /** The columns of the account's list. */
    record ColumnsDocument(
            @Schema(description = "those that are shown", example = "[\"orders\", \"revenue\"]")
                    List<String> chosen,
            @Schema(description = "all there are") List<String> all) {}

    /** Which columns shall be shown; none for the usual ones. */
    record ColumnsChoice(
            @Schema(
                            requiredMode = Schema.RequiredMode.REQUIRED,
                            example = "[\"orders\", \"revenue\", \"city\"]")
                    @Nullable List<String> chosen) {}

    @GetMapping("/tags")
    @NeedsScope(ApiScope.CUSTOMERS_READ)
    @Operation(summary = "Lists the tags there are", operationId = "listTags")
    ApiList<String> tags() {
        return ApiList.whole(tags.known());
    }

    @PostMapping("/tags")
    @NeedsScope(ApiScope.CUSTOMERS_WRITE)
    @Operation(summary = "Gives customers a tag, or takes it away", operationId = "tagCustomers")
    TagOperation tag(
            Page page, @AuthenticationPrincipal Caller caller, @RequestBody TagChange change) {
        String tag = Optional.ofNullable(change.tag()).orElse("");
        Selection selection = selection(change, currency(page));
        UUID operation =
                Boolean.FALSE.equals(change.added())
                        ? tags.remove(selection, tag, caller.account())
                        : tags.add(selection, tag, caller.account());
        boolean added = !Boolean.FALSE.equals(change.added());
        return tags.operation(operation)
                .map(TagOperation::of)
                .orElseGet(() -> new TagOperation(operation, tag.strip(), added, 0));
    }

    @PostMapping("/tags/{operation}/undo")
    @NeedsScope(ApiScope.CUSTOMERS_WRITE)
    @Operation(
            summary = "Takes back what was done with a tag, where nothing was decided since",
            operationId = "undoTags")
    @ApiResponse(responseCode = "204", description = "done")
    ResponseEntity<Void> undo(
            @AuthenticationPrincipal Caller caller, @PathVariable UUID operation) {
        Tags.Operation known = tags.operation(operation).orElseThrow(Problem::notFound);
        tags.undo(known.id(), caller.account());
        return ResponseEntity.noContent().build();
    }

    @GetMapping("/views")
    @NeedsScope(ApiScope.CUSTOMERS_READ)
    @Operation(summary = "Lists the account's views", operationId = "listViews")
    ApiList<ViewDocument> views(@AuthenticationPrincipal Caller caller) {
        return ApiList.whole(views.of(caller.account()).stream().map(ViewDocument::of).toList());
    }

    @PostMapping("/views")
    @NeedsScope(ApiScope.CUSTOMERS_WRITE)
    @Operation(summary = "Keeps a list under a name", operationId = "saveView")
    @ApiResponse(responseCode = "201", description = "kept")
    ResponseEntity<ViewDocument> saveView(
            Page page, @AuthenticationPrincipal Caller caller, @RequestBody NewView view) {
        Map<String, String> list = Optional.ofNullable(view.list()).orElse(Map.of());
        CustomerListQuery query = requests.read(list, currency(page), Set.of());
        views.save(
                caller.account(),
                Optional.ofNullable(view.name()).orElse(""),
                Addresses.of(ListRequests.PATH, query.parameters()));
        SavedView saved = views.of(caller.account()).getLast();
        return ResponseEntity.created(URI.create("/api/customers/views/" + saved.id()))
                .body(ViewDocument.of(saved));
    }

    @DeleteMapping("/views/{view}")
    @NeedsScope(ApiScope.CUSTOMERS_WRITE)
    @Operation(summary = "Removes a view", operationId = "removeView")
    @ApiResponse(responseCode = "204", description = "done")
    ResponseEntity<Void> removeView(
            @AuthenticationPrincipal Caller caller, @PathVariable long view) {
        SavedView known =
                views.of(caller.account()).stream()
                        .filter(each -> each.id() == view)
                        .findFirst()
                        .orElseThrow(Problem::notFound);
        views.remove(caller.account(), known.id());
        return ResponseEntity.noContent().build();
    }

    @PostMapping("/views/{view}/restore")
    @NeedsScope(ApiScope.CUSTOMERS_WRITE)
    @Operation(summary = "Brings a removed view back", operationId = "restoreView")
    @ApiResponse(responseCode = "204", description = "done")
    ResponseEntity<Void> restoreView(
            @AuthenticationPrincipal Caller caller, @PathVariable long view) {
        if (views.removed(caller.account(), view).isEmpty()) {
            throw Problem.notFound();
        }
        views.restore(caller.account(), view);
        return ResponseEntity.noContent().build();
    }

    @GetMapping("/columns")
    @NeedsScope(ApiScope.CUSTOMERS_READ)
    @Operation(summary = "Tells the columns of the account's list", operationId = "getColumns")
    ColumnsDocument columns(@AuthenticationPrincipal Caller caller) {
        return new ColumnsDocument(
                columns.of(caller.account()).stream().map(ListColumn::key).toList(), allColumns());
    }

    @PutMapping("/columns")
    @NeedsScope(ApiScope.CUSTOMERS_WRITE)
    @Operation(summary = "Chooses the columns of the account's list", operationId = "putColumns")
    ColumnsDocument chooseColumns(
            @AuthenticationPrincipal Caller caller, @RequestBody ColumnsChoice choice) {
        List<String> chosen = Optional.ofNullable(choice.chosen()).orElse(List.of());
        if (!allColumns().containsAll(chosen)) {
            throw Problem.invalidParameter("chosen", String.join(", ", allColumns()));
        }
        columns.choose(caller.account(), chosen);
        return columns(caller);
    }

    private List<String> allColumns() {
        return columns.all().stream().map(ListColumn::key).toList();
    }

    private Selection selection(TagChange change, Currency currency) {
        if (change.list() == null) {
            return CustomerListActions.chosen(
                    Optional.ofNullable(change.customers()).orElse(List.of()));
        }
        if (change.customers() != null) {
            throw Problem.invalidParameter("list", "customers | list");
        }
        return customers.all(requests.read(change.list(), currency, Set.of()), currency);
    }

    private Currency currency(Page page) {
        return rows.currency(page.texts().merchant().currency());
    }
}
