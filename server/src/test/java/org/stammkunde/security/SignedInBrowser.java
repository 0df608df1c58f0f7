package org.stammkunde.security;

import java.util.Map;
import org.stammkunde.web.Browser;

/** A browser in which the owner is signed in. */
public final class SignedInBrowser {

    public static final String EMAIL = "ada@example.com";
    public static final String PASSWORD = "a good sentence";

    private SignedInBrowser() {}

    /** Goes through a one-time link. */
    public static Browser of(int port, String language, OwnerLinks links) {
        Browser browser = new Browser(port, language);
        String path = links.create().path();
        browser.submit(
                path,
                path,
                Map.of(
                        "shop", "Feinkost Lindner",
                        "currency", "EUR",
                        "name", "Ada Lindner",
                        "email", EMAIL,
                        "password", PASSWORD));
        return browser;
    }
}
