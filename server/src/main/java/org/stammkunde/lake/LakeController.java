package org.stammkunde.lake;

import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.View;
import org.stammkunde.web.LocalPath;
import org.stammkunde.web.NavigationEntry;
import org.stammkunde.web.Page;

/** The page of the lake. */
@Controller
@ConditionalOnWebApplication
class LakeController {

    static final String PATH = "/lake";

    private final Lake lake;
    private final LakeWorker worker;

    LakeController(Lake lake, LakeWorker worker) {
        this.lake = lake;
        this.worker = worker;
    }

    @Bean
    static NavigationEntry lakeNavigation() {
        return new NavigationEntry("lake.navigation", PATH, "database", 90);
    }

    @GetMapping(PATH)
    View show(Page page) {
        return page.show(
                "lake/lake.jte", new LakeView(lake.state(), worker.isAtWork(), worker.hasFailed()));
    }

    @PostMapping(PATH + "/write")
    View write() {
        worker.ask();
        return new LocalPath(PATH).redirect();
    }
}
