package org.stammkunde.security;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.stammkunde.api.ApiScope;
import org.stammkunde.web.LocalPath;
import org.stammkunde.web.Page;
import org.stammkunde.web.Problem;

/**
 * Makes, shows and revokes the keys of the API. Keys are made by people only, so that no key can
 * make another that may do more.
 */
@Controller
class ApiKeysController {

    static final String PATH = "/api-keys";

    private final ApiKeys keys;

    ApiKeysController(ApiKeys keys) {
        this.keys = keys;
    }

    /**
     * The list.
     *
     * @param revoked the key that was revoked just now
     */
    @GetMapping(PATH)
    View list(Page page, @RequestParam Optional<Long> revoked) {
        return page.show(
                "security/apiKeys.jte",
                new ApiKeysView(
                        keys.all(),
                        ApiKeysView.Form.EMPTY,
                        false,
                        revoked.flatMap(keys::of).filter(ApiKey::isRevoked)));
    }

    /** Makes a key and shows its secret, this once. */
    @PostMapping(PATH)
    View make(
            Page page,
            @AuthenticationPrincipal Account account,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(name = "scope", defaultValue = "") List<String> chosen) {
        List<ApiScope> scopes =
                Stream.of(ApiScope.values())
                        .filter(scope -> chosen.contains(scope.code()))
                        .toList();
        ApiKeysView.Form form = new ApiKeysView.Form(name.strip(), scopes);
        if (form.isNameWrong() || scopes.isEmpty()) {
            return page.show(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "security/apiKeys.jte",
                    new ApiKeysView(keys.all(), form, true, Optional.empty()));
        }
        return page.show("security/apiKeyMade.jte", keys.make(form.name(), scopes, account.id()));
    }

    @PostMapping(PATH + "/{id}/revoke")
    View revoke(@PathVariable long id) {
        ApiKey key = keys.of(id).orElseThrow(Problem::notFound);
        keys.revoke(key.id());
        return new LocalPath(PATH + "?revoked=" + id).redirect();
    }

    @PostMapping(PATH + "/{id}/restore")
    View restore(@PathVariable long id) {
        ApiKey key = keys.of(id).orElseThrow(Problem::notFound);
        keys.restore(key.id());
        return new LocalPath(PATH).redirect();
    }
}
