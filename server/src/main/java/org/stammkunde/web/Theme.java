package org.stammkunde.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Light or dark, or whatever the reader's system says. */
public enum Theme {
    SYSTEM("device-desktop"),
    LIGHT("sun"),
    DARK("moon");

    /** Name of the cookie that remembers a reader's choice. */
    static final String COOKIE = "theme";

    private final String icon;

    Theme(String icon) {
        this.icon = icon;
    }

    /** The symbol in the switch. */
    public String icon() {
        return icon;
    }

    /** The name used in cookies, forms and texts, such as {@code dark}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What is painted before the browser was asked what its system says. */
    public String paint() {
        return this == DARK ? "dark" : "light";
    }

    static Optional<Theme> ofCode(String code) {
        return Stream.of(values()).filter(theme -> theme.code().equals(code)).findFirst();
    }

    static Theme of(HttpServletRequest request) {
        return Cookies.value(request, COOKIE).flatMap(Theme::ofCode).orElse(SYSTEM);
    }
}
