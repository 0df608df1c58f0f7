package org.stammkunde.web;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.View;

/** Browsers that show something other than a page ask for the icon at this fixed place. */
@Controller
class FaviconController {

    private final Pages pages;

    FaviconController(Pages pages) {
        this.pages = pages;
    }

    @GetMapping("/favicon.ico")
    View favicon() {
        return new LocalPath(pages.asset("favicon.svg")).redirect();
    }
}
