package org.stammkunde.customers;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.stammkunde.consent.Statement.Proof;
import org.stammkunde.web.LocalPath;
import org.stammkunde.web.Page;

/** Entering what a customer agreed or objected to. */
@Controller
class ConsentController {

    private final ConsentEntries entries;
    private final KnownCustomers known;

    ConsentController(ConsentEntries entries, KnownCustomers known) {
        this.entries = entries;
        this.known = known;
    }

    @PostMapping("/customers/{number}/consents")
    View record(
            Page page,
            @PathVariable long number,
            @RequestParam(defaultValue = "") String purpose,
            @RequestParam boolean given,
            @RequestParam(defaultValue = "") String note) {
        long customer = known.current(number);
        entries.record(
                customer,
                new ConsentEntries.Entered(
                        purpose,
                        given,
                        null,
                        new Proof(null, null, note, page.signedIn().orElse(null)),
                        null));
        return new LocalPath("/customers/" + customer + "#consents").redirect();
    }
}
