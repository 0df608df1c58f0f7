package org.stammkunde.api;

import jakarta.servlet.http.HttpServletRequest;

/** Marks answers that hold a secret: shown this once, kept nowhere. */
public final class Secret {

    private static final String MARK = Secret.class.getName();

    private Secret() {}

    /** Says that the answer to this request holds a secret. */
    public static <T> T shown(HttpServletRequest request, T body) {
        request.setAttribute(MARK, true);
        return body;
    }

    static boolean isShown(HttpServletRequest request) {
        return request.getAttribute(MARK) != null;
    }
}
