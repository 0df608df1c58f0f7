package org.stammkunde.web;

import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.RedirectView;

/**
 * A path on this server to send the browser to; never another site, whatever was asked for.
 *
 * @param value begins with exactly one slash
 */
public record LocalPath(String value) {

    /** The start page. */
    public static final LocalPath START = new LocalPath("/");

    public LocalPath {
        if (!isLocal(value)) {
            throw new IllegalArgumentException("`" + value + "` is not a path on this server");
        }
    }

    /** The given path if it stays on this server, else the start page. */
    public static LocalPath of(String asked) {
        return isLocal(asked) ? new LocalPath(asked) : START;
    }

    /** The answer that makes the browser get this path. */
    public View redirect() {
        RedirectView view = new RedirectView(value, false);
        view.setStatusCode(HttpStatus.SEE_OTHER);
        view.setExpandUriTemplateVariables(false);
        view.setExposeModelAttributes(false);
        return view;
    }

    private static boolean isLocal(String path) {
        return path.startsWith("/")
                && !path.startsWith("//")
                && !path.startsWith("/\\")
                && path.chars().noneMatch(Character::isISOControl);
    }
}
