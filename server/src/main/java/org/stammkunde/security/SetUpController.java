package org.stammkunde.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.stammkunde.merchant.Merchant;
import org.stammkunde.web.LocalPath;
import org.stammkunde.web.Page;

/** The page behind a one-time link. Opening it uses nothing up; sending the form does. */
@Controller
class SetUpController {

    private final OwnerLinks links;
    private final SetUp setUp;
    private final Accounts accounts;
    private final Sessions sessions;

    SetUpController(OwnerLinks links, SetUp setUp, Accounts accounts, Sessions sessions) {
        this.links = links;
        this.setUp = setUp;
        this.accounts = accounts;
        this.sessions = sessions;
    }

    @ModelAttribute
    void keepAddressSecret(HttpServletResponse response) {
        response.setHeader("Referrer-Policy", "no-referrer");
    }

    @GetMapping("/set-up/{token}")
    View form(Page page, @PathVariable String token) {
        if (!links.isOpen(new Token(token))) {
            return expired(page);
        }
        Merchant merchant = page.texts().merchant();
        SetUpForm form =
                new SetUpForm(merchant.name(), merchant.currency().getCurrencyCode(), "", "", "");
        return page.show(
                "security/setUp.jte", new SetUpView(token, accounts.none(), form, Map.of()));
    }

    @PostMapping("/set-up/{token}")
    View complete(
            Page page,
            @PathVariable String token,
            @RequestParam(defaultValue = "") String shop,
            @RequestParam(defaultValue = "") String currency,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String email,
            @RequestParam(defaultValue = "") String password,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (!links.isOpen(new Token(token))) {
            return expired(page);
        }
        boolean first = accounts.none();
        SetUpForm form = new SetUpForm(shop, currency, name, email, password);
        Map<String, String> objections = form.objections(first);
        if (!objections.isEmpty()) {
            return page.show(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "security/setUp.jte",
                    new SetUpView(token, first, form, objections));
        }
        return setUp.complete(new Token(token), form, first)
                .map(owner -> signIn(owner, request, response))
                .orElseGet(() -> expired(page));
    }

    private View signIn(Account owner, HttpServletRequest request, HttpServletResponse response) {
        sessions.start(owner, request, response);
        return LocalPath.START.redirect();
    }

    private static View expired(Page page) {
        return page.show(
                HttpStatus.GONE,
                "security/expired.jte",
                new SetUpView("", false, new SetUpForm("", "", "", "", ""), Map.of()));
    }
}
