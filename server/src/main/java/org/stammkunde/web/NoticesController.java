package org.stammkunde.web;

import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.View;

/** The part of a page that says how far work is; pages ask for it until the work has ended. */
@Controller
@ConditionalOnWebApplication
class NoticesController {

    @GetMapping("/notices")
    View now(Page page) {
        return page.show("web/notices.jte", page.notices().afterBusy());
    }
}
