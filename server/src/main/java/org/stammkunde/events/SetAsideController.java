package org.stammkunde.events;

import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.stammkunde.web.LocalPath;
import org.stammkunde.web.Page;

/** The page of the facts that are set aside; every page leads there as long as there is one. */
@Controller
@ConditionalOnWebApplication
class SetAsideController {

    static final String PATH = "/set-aside";

    /** What somebody reads; more of them have one cause. */
    private static final int SHOWN_MAX = 200;

    private final SetAside setAside;
    private final Standings standings;

    SetAsideController(SetAside setAside, Standings standings) {
        this.setAside = setAside;
        this.standings = standings;
    }

    @GetMapping(PATH)
    View show(Page page, @RequestParam(defaultValue = "0") long again) {
        return page.show(
                "events/setAside.jte",
                new SetAsideView(setAside.after(0, SHOWN_MAX), setAside.count(), again));
    }

    @PostMapping(PATH + "/again")
    View again() {
        long facts = setAside.tryAgain();
        standings.forget();
        return new LocalPath(PATH + "?again=" + facts).redirect();
    }
}
