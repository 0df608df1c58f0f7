package org.stammkunde.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The languages of the console. */
public enum Language {
    ENGLISH(Locale.US, "English"),
    GERMAN(Locale.GERMANY, "Deutsch");

    /** Name of the cookie that remembers a reader's choice. */
    static final String COOKIE = "language";

    private final Locale locale;
    private final String ownName;

    Language(Locale locale, String ownName) {
        this.locale = locale;
        this.ownName = ownName;
    }

    /** How numbers, money and dates are written. */
    public Locale locale() {
        return locale;
    }

    /** The language's name in the language itself. */
    public String ownName() {
        return ownName;
    }

    /** The two letters of ISO 639, such as {@code de}. */
    public String code() {
        return locale.getLanguage();
    }

    /** The language with the given two letters, empty for one that the console does not speak. */
    public static Optional<Language> ofCode(String code) {
        return Stream.of(values()).filter(language -> language.code().equals(code)).findFirst();
    }

    /** What the reader chose, else the first of the browser's languages that we speak. */
    static Language of(HttpServletRequest request) {
        return Cookies.value(request, COOKIE)
                .flatMap(Language::ofCode)
                .or(() -> preferredBy(request))
                .orElse(ENGLISH);
    }

    private static Optional<Language> preferredBy(HttpServletRequest request) {
        return Collections.list(request.getLocales()).stream()
                .flatMap(locale -> ofCode(locale.getLanguage()).stream())
                .findFirst();
    }
}
