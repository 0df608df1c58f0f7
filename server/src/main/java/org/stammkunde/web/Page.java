package org.stammkunde.web;

import gg.jte.Content;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.servlet.View;

/**
 * What every template knows: the reader's texts and formats, navigation, theme, static files and
 * the token that forms send back. A controller takes it as a parameter and answers with {@link
 * #show}.
 */
public final class Page {

    private final HttpServletRequest request;
    private final Texts texts;
    private final Theme theme;
    private final Pages pages;

    Page(HttpServletRequest request, Texts texts, Pages pages) {
        this.request = request;
        this.texts = texts;
        this.theme = Theme.of(request);
        this.pages = pages;
    }

    /**
     * The answer that renders a template with this page and a view model.
     *
     * @param template its path below {@code org/stammkunde}, such as {@code customers/list.jte}
     */
    public View show(String template, Object view) {
        return show(HttpStatus.OK, template, view);
    }

    /** Like {@link #show(String, Object)}, with a status of its own. */
    public View show(HttpStatus status, String template, Object view) {
        return pages.view(status, template, this, view);
    }

    /**
     * A part of a page, rendered from a template of its own.
     *
     * @param template its path below {@code org/stammkunde}; takes {@code page} and {@code view}
     */
    public Content part(String template, Object view) {
        return pages.part(template, this, view);
    }

    public Texts texts() {
        return texts;
    }

    public String text(String key, Object... arguments) {
        return texts.text(key, arguments);
    }

    public String number(long value) {
        return texts.number(value);
    }

    public String money(long minor, Currency currency) {
        return texts.money(minor, currency);
    }

    public String decimal(BigDecimal value, int placesMax) {
        return texts.decimal(value, placesMax);
    }

    public String percent(double share, int places) {
        return texts.percent(share, places);
    }

    public String date(Instant instant) {
        return texts.date(instant);
    }

    public String date(LocalDate date) {
        return texts.date(date);
    }

    public String dateTime(Instant instant) {
        return texts.dateTime(instant);
    }

    public Language language() {
        return texts.language();
    }

    public Theme theme() {
        return theme;
    }

    /** The main navigation, in order. */
    public List<NavigationEntry> navigation() {
        return pages.navigation();
    }

    /** What is said at the top of every page now; nothing to whoever is not signed in. */
    Notices notices() {
        return new Notices(signedIn().isEmpty() ? List.of() : pages.notices(texts), false);
    }

    /** Whether this page belongs to the given place of the navigation. */
    public boolean isIn(NavigationEntry entry) {
        return entry.leadsTo(path());
    }

    /** The path that was asked for. */
    public String path() {
        return pages.originalPath(request);
    }

    /** The path and query that were asked for, to come back to. */
    public String address() {
        String query = request.getQueryString();
        return query == null ? path() : path() + "?" + query;
    }

    /** The address of a static file, with its fingerprint; throws if there is no such file. */
    public String asset(String name) {
        return pages.asset(name);
    }

    /** The name of who is signed in, if anyone is. */
    public Optional<String> signedIn() {
        return Optional.ofNullable(request.getUserPrincipal())
                .map(principal -> principal.getName());
    }

    /** The one or two letters that stand for a person's name. */
    public String initials(String name) {
        String[] words = name.strip().split("\\s+");
        String first = firstLetter(words[0]);
        return words.length == 1 ? first : first + firstLetter(words[words.length - 1]);
    }

    /** Value of the hidden field {@code _csrf} of forms and the header {@code X-CSRF-TOKEN}. */
    public String csrf() {
        CsrfToken token = csrfToken();
        return token == null ? "" : token.getToken();
    }

    /** What htmx sends with every request, as JSON. */
    public String htmxHeaders() {
        return json(Map.of("X-CSRF-TOKEN", csrf()));
    }

    /** The value as JSON, for {@code data-} attributes. */
    public String json(Object value) {
        return pages.json(value);
    }

    private static String firstLetter(String word) {
        return word.codePoints()
                .filter(Character::isLetterOrDigit)
                .limit(1)
                .mapToObj(letter -> Character.toString(Character.toUpperCase(letter)))
                .findFirst()
                .orElse("");
    }

    private @Nullable CsrfToken csrfToken() {
        return (CsrfToken) request.getAttribute(CsrfToken.class.getName());
    }
}
