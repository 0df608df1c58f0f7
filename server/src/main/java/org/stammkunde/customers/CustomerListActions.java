package org.stammkunde.customers;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.stammkunde.customers.CustomerExport.Format;
import org.stammkunde.customers.CustomerListTable.Selection;
import org.stammkunde.security.Account;
import org.stammkunde.web.LocalPath;
import org.stammkunde.web.Page;
import org.stammkunde.web.Problem;

/** What can be done with the customer list: columns, views, tags and files. */
@Controller
class CustomerListActions {

    /** Customers that can be chosen one by one; everybody of a list can be chosen, too. */
    private static final int CHOSEN_MAX = 10_000;

    private final ListRequests requests;
    private final CustomerListTable customers;
    private final CustomerRows rows;
    private final Columns columns;
    private final SavedViews views;
    private final Tags tags;
    private final CustomerExport export;
    private final InstantSource clock;

    CustomerListActions(
            ListRequests requests,
            CustomerListTable customers,
            CustomerRows rows,
            Columns columns,
            SavedViews views,
            Tags tags,
            CustomerExport export,
            InstantSource clock) {
        this.requests = requests;
        this.customers = customers;
        this.rows = rows;
        this.columns = columns;
        this.views = views;
        this.tags = tags;
        this.export = export;
        this.clock = clock;
    }

    @PostMapping("/customers/columns")
    View chooseColumns(
            @AuthenticationPrincipal Account account,
            @RequestParam(defaultValue = "") List<String> column,
            @RequestParam(defaultValue = ListRequests.PATH) String list) {
        columns.choose(account.id(), column);
        return LocalPath.of(list).redirect();
    }

    @PostMapping("/customers/views")
    View saveView(
            @AuthenticationPrincipal Account account,
            @RequestParam(defaultValue = "") String name,
            @RequestParam String list) {
        if (!ListRequests.isList(list)) {
            throw Problem.invalidParameter("list", ListRequests.PATH + "?…");
        }
        views.save(account.id(), name, list);
        return LocalPath.of(list).redirect();
    }

    @PostMapping("/customers/views/remove")
    View removeView(@AuthenticationPrincipal Account account, @RequestParam long view) {
        views.remove(account.id(), view);
        return new LocalPath(ListRequests.PATH + "?done=view:" + view).redirect();
    }

    @PostMapping("/customers/views/restore")
    View restoreView(@AuthenticationPrincipal Account account, @RequestParam long view) {
        views.restore(account.id(), view);
        return new LocalPath(ListRequests.PATH).redirect();
    }

    /**
     * Gives the chosen customers a tag or takes it away.
     *
     * @param all everybody of the list instead of those that were chosen one by one
     */
    @PostMapping("/customers/tags")
    View tag(
            Page page,
            @AuthenticationPrincipal Account account,
            @RequestParam(defaultValue = "") String tag,
            @RequestParam(defaultValue = "add") String change,
            @RequestParam(defaultValue = "") List<Long> customer,
            @RequestParam(defaultValue = "false") boolean all,
            @RequestParam(defaultValue = ListRequests.PATH) String list) {
        Currency currency = currency(page);
        Selection selection = all ? everybody(list, currency) : chosen(customer);
        UUID operation =
                switch (change) {
                    case "add" -> tags.add(selection, tag, account.id());
                    case "remove" -> tags.remove(selection, tag, account.id());
                    default -> throw Problem.invalidParameter("change", "add, remove");
                };
        String separator = list.contains("?") ? "&" : "?";
        return LocalPath.of(list + separator + "done=" + Tags.Operation.name(operation)).redirect();
    }

    @PostMapping("/customers/tags/undo")
    View undoTags(
            @AuthenticationPrincipal Account account,
            @RequestParam UUID operation,
            @RequestParam(defaultValue = ListRequests.PATH) String list) {
        tags.undo(operation, account.id());
        return LocalPath.of(list).redirect();
    }

    /** Everybody of a list as a file. */
    @GetMapping("/customers/export")
    void export(
            Page page,
            @AuthenticationPrincipal Account account,
            @RequestParam(defaultValue = "") String format,
            @RequestParam Map<String, String> parameters,
            HttpServletResponse response)
            throws IOException {
        CustomerExport.Order order = order(page, account, format);
        CustomerListQuery query = requests.read(parameters, order.currency());
        prepare(page, order.format(), response);
        export.write(order, query, response.getOutputStream());
    }

    /** The chosen customers as a file. */
    @PostMapping("/customers/export")
    void exportChosen(
            Page page,
            @AuthenticationPrincipal Account account,
            @RequestParam(defaultValue = "") String format,
            @RequestParam(defaultValue = "") List<Long> customer,
            @RequestParam(defaultValue = "false") boolean all,
            @RequestParam(defaultValue = ListRequests.PATH) String list,
            HttpServletResponse response)
            throws IOException {
        CustomerExport.Order order = order(page, account, format);
        CustomerListQuery query = requests.read(list, order.currency());
        if (!all) {
            demandSome(customer);
        }
        prepare(page, order.format(), response);
        if (all) {
            export.write(order, query, response.getOutputStream());
        } else {
            export.write(order, customer, response.getOutputStream());
        }
    }

    private Currency currency(Page page) {
        return rows.currency(page.texts().merchant().currency());
    }

    private CustomerExport.Order order(Page page, Account account, String format) {
        Format chosen =
                Format.of(format)
                        .orElseThrow(() -> Problem.invalidParameter("format", "csv, xlsx"));
        return new CustomerExport.Order(
                chosen, columns.of(account.id()), currency(page), page.texts());
    }

    private Selection everybody(String list, Currency currency) {
        return customers.all(requests.read(list, currency), currency);
    }

    private static void demandSome(List<Long> customers) {
        if (customers.isEmpty()) {
            throw new Problem(HttpStatus.BAD_REQUEST, "nobody-chosen");
        }
        if (customers.size() > CHOSEN_MAX) {
            throw new Problem(HttpStatus.BAD_REQUEST, "too-many-chosen", CHOSEN_MAX);
        }
    }

    /** Customers that were chosen one by one; former numbers count, too. */
    static Selection chosen(List<Long> customers) {
        demandSome(customers);
        return new Selection(
                """
                select distinct member.customer from identity.shared_member member
                where member.identifier = any(:chosen)\
                """,
                Map.of("chosen", customers.toArray(Long[]::new)));
    }

    private void prepare(Page page, Format format, HttpServletResponse response) {
        String name =
                "%s-%s.%s"
                        .formatted(
                                page.text("customers.export.file"),
                                page.texts().day(clock.instant()),
                                format.ending());
        response.setContentType(format.mediaType());
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment().filename(name).build().toString());
    }
}
