package org.stammkunde.collect;

import jakarta.servlet.http.HttpServletResponse;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import org.stammkunde.events.FailedEvents;
import org.stammkunde.events.Source;
import org.stammkunde.events.Sources;
import org.stammkunde.web.NavigationEntry;
import org.stammkunde.web.Page;
import org.stammkunde.web.Problem;

/** Where facts come from: shows whether shops are heard, connects new ones. */
@Controller
@ConditionalOnWebApplication
class SourcesController {

    static final String PATH = "/sources";

    static final int NAME_MAX = 100;

    private static final int FAILURES_SHOWN = 20;

    private final Sources sources;
    private final FailedEvents failedEvents;

    SourcesController(Sources sources, FailedEvents failedEvents) {
        this.sources = sources;
        this.failedEvents = failedEvents;
    }

    @Bean
    static NavigationEntry sourcesNavigation() {
        return new NavigationEntry("sources.navigation", PATH, "link", 70);
    }

    @GetMapping(PATH)
    View list(Page page) {
        return page.show("collect/sources.jte", view("", "", ""));
    }

    /** Adds a source and shows its write key, this once. */
    @PostMapping(PATH)
    View add(
            Page page,
            HttpServletResponse response,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String namespace) {
        String given = name.strip();
        String numbers = namespace.strip();
        String refusal = refusal(given, numbers);
        if (!refusal.isEmpty()) {
            return page.show(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "collect/sources.jte",
                    view(given, numbers, refusal));
        }
        Source added = sources.named(given, Source.Kind.API, numbers.isEmpty() ? given : numbers);
        return shown(page, response, added);
    }

    /** Gives a source a new write key, which ends the old one. */
    @PostMapping(PATH + "/{id}/write-key")
    View renew(Page page, HttpServletResponse response, @PathVariable int id) {
        Source source =
                sources.of(id)
                        .filter(found -> found.kind() != Source.Kind.OWN)
                        .orElseThrow(Problem::notFound);
        return shown(page, response, source);
    }

    private String refusal(String name, String namespace) {
        if (name.isEmpty() || name.length() > NAME_MAX || namespace.length() > NAME_MAX) {
            return "sources.name.wrong";
        }
        return sources.all().stream().anyMatch(each -> each.name().equals(name))
                ? "sources.name.taken"
                : "";
    }

    private View shown(Page page, HttpServletResponse response, Source source) {
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        String server = ServletUriComponentsBuilder.fromCurrentContextPath().toUriString();
        return page.show(
                "collect/sourceKey.jte",
                new SourceKeyView(source.name(), sources.renewWriteKey(source), server));
    }

    private SourcesView view(String name, String namespace, String refused) {
        return new SourcesView(
                sources.states(), failedEvents.newest(FAILURES_SHOWN), name, namespace, refused);
    }
}
