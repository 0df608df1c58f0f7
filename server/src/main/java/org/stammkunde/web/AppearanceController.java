package org.stammkunde.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** Changes language and theme, remembers them in the browser and comes back to the same page. */
@Controller
class AppearanceController {

    private static final Duration REMEMBERED = Duration.ofDays(365);

    @PostMapping("/appearance/language")
    View language(
            @RequestParam String language,
            @RequestParam(defaultValue = "/") String back,
            HttpServletRequest request,
            HttpServletResponse response) {
        Language chosen =
                Language.ofCode(language)
                        .orElseThrow(() -> Problem.invalidParameter("language", "de, en"));
        Cookies.set(request, response, Language.COOKIE, chosen.code(), REMEMBERED);
        return LocalPath.of(back).redirect();
    }

    @PostMapping("/appearance/theme")
    View theme(
            @RequestParam String theme,
            @RequestParam(defaultValue = "/") String back,
            HttpServletRequest request,
            HttpServletResponse response) {
        Theme chosen =
                Theme.ofCode(theme)
                        .orElseThrow(
                                () -> Problem.invalidParameter("theme", "system, light, dark"));
        Cookies.set(request, response, Theme.COOKIE, chosen.code(), REMEMBERED);
        return LocalPath.of(back).redirect();
    }
}
