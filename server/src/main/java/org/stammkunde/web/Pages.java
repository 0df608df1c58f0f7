package org.stammkunde.web;

import gg.jte.Content;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import gg.jte.output.Utf8ByteOutput;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.resource.ResourceUrlProvider;
import org.stammkunde.merchant.MerchantSettings;
import tools.jackson.databind.json.JsonMapper;

/** Makes a {@link Page} for a request and renders templates, which were compiled at build time. */
@Component
class Pages {

    private final TemplateEngine templates =
            TemplateEngine.createPrecompiled(
                    null, ContentType.Html, Pages.class.getClassLoader(), "org.stammkunde");
    private final MessageSource messages;
    private final MerchantSettings merchant;
    private final ResourceUrlProvider assets;
    private final ObjectProvider<NavigationEntry> navigation;
    private final ObjectProvider<Notice> notices;
    private final JsonMapper json;

    Pages(
            MessageSource messages,
            MerchantSettings merchant,
            ResourceUrlProvider assets,
            ObjectProvider<NavigationEntry> navigation,
            ObjectProvider<Notice> notices,
            JsonMapper json) {
        this.messages = messages;
        this.merchant = merchant;
        this.assets = assets;
        this.navigation = navigation;
        this.notices = notices;
        this.json = json;
    }

    Page page(HttpServletRequest request) {
        Texts texts = new Texts(messages, Language.of(request), merchant.current());
        return new Page(request, texts, this);
    }

    View view(HttpStatus status, String template, Page page, Object view) {
        return (model, request, response) ->
                write(response, status, render(template, Map.of("page", page, "view", view)));
    }

    /** Rendered at once, so that a failure is found before any of the page was sent. */
    Content part(String template, Page page, Object view) {
        StringOutput output = new StringOutput();
        templates.render(template, Map.of("page", page, "view", view), output);
        return into -> into.writeContent(output.toString());
    }

    List<NavigationEntry> navigation() {
        return navigation.stream().sorted(Comparator.comparingInt(NavigationEntry::rank)).toList();
    }

    List<Notice.Line> notices(Texts texts) {
        return notices.orderedStream().flatMap(notice -> notice.line(texts).stream()).toList();
    }

    String asset(String name) {
        String path = assets.getForLookupPath("/assets/" + name);
        if (path == null) {
            throw new IllegalArgumentException("there is no static file `" + name + "`");
        }
        return path;
    }

    String json(Object value) {
        return json.writeValueAsString(value);
    }

    /** The path the browser asked for, also while an error is being answered. */
    String originalPath(HttpServletRequest request) {
        Object failed = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        return failed == null ? request.getRequestURI() : failed.toString();
    }

    private Utf8ByteOutput render(String template, Map<String, Object> parameters) {
        Utf8ByteOutput output = new Utf8ByteOutput();
        templates.render(template, parameters, output);
        return output;
    }

    private static void write(
            HttpServletResponse response, HttpStatus status, Utf8ByteOutput output)
            throws IOException {
        response.setStatus(status.value());
        response.setContentType(MediaType.TEXT_HTML_VALUE + ";charset=UTF-8");
        response.setContentLength(output.getContentLength());
        output.writeTo(response.getOutputStream());
    }
}
