package org.stammkunde.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.stammkunde.web.LocalPath;
import org.stammkunde.web.Page;

/** Signing in and out. */
@Controller
class SignInController {

    private final Accounts accounts;
    private final Sessions sessions;
    private final SignInLimit limit;

    SignInController(Accounts accounts, Sessions sessions, SignInLimit limit) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.limit = limit;
    }

    @GetMapping("/sign-in")
    View form(Page page, @RequestParam(defaultValue = "/") String next) {
        if (accounts.none()) {
            return page.show("security/noAccount.jte", SignInView.empty(next));
        }
        return page.show("security/signIn.jte", SignInView.empty(next));
    }

    @PostMapping("/sign-in")
    View signIn(
            Page page,
            @RequestParam(defaultValue = "") String email,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = "/") String next,
            HttpServletRequest request,
            HttpServletResponse response) {
        String address = request.getRemoteAddr();
        String account = Accounts.normal(email);
        if (account.length() > Accounts.EMAIL_MAX) {
            return refuse(
                    page, HttpStatus.UNPROCESSABLE_CONTENT, "security.signIn.wrong", "", next);
        }
        if (!limit.begins(account, address)) {
            return refuse(page, HttpStatus.TOO_MANY_REQUESTS, "security.signIn.wait", email, next);
        }
        Optional<Account> signedIn = accounts.signIn(email, password);
        if (signedIn.isEmpty()) {
            return refuse(
                    page, HttpStatus.UNPROCESSABLE_CONTENT, "security.signIn.wrong", email, next);
        }
        limit.succeeded(account, address);
        sessions.start(signedIn.get(), request, response);
        return LocalPath.of(next).redirect();
    }

    @PostMapping("/sign-out")
    View signOut(HttpServletRequest request, HttpServletResponse response) {
        sessions.end(request, response);
        return new LocalPath("/sign-in").redirect();
    }

    private static View refuse(
            Page page, HttpStatus status, String key, String email, String next) {
        SignInView view =
                new SignInView(
                        email,
                        LocalPath.of(next).value(),
                        Optional.of(page.text(key, SignInLimit.WINDOW.toMinutes())));
        return page.show(status, "security/signIn.jte", view);
    }
}
