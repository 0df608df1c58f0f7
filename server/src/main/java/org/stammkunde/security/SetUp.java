package org.stammkunde.security;

import java.util.Currency;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.stammkunde.merchant.Merchant;
import org.stammkunde.merchant.MerchantSettings;

/** Creates or recovers the owner's account behind a one-time link. */
@Component
class SetUp {

    private final OwnerLinks links;
    private final Accounts accounts;
    private final Sessions sessions;
    private final MerchantSettings merchant;

    SetUp(OwnerLinks links, Accounts accounts, Sessions sessions, MerchantSettings merchant) {
        this.links = links;
        this.accounts = accounts;
        this.sessions = sessions;
        this.merchant = merchant;
    }

    /** Uses the link up; empty if another was faster or it no longer works. */
    @Transactional
    Optional<Account> complete(Token token, SetUpForm form, boolean first) {
        if (!links.use(token)) {
            return Optional.empty();
        }
        if (first) {
            Merchant now = merchant.current();
            merchant.change(
                    new Merchant(
                            form.shop().strip(),
                            now.zone(),
                            Currency.getInstance(form.currency())));
        }
        Account owner = accounts.createOwner(form.name(), form.email(), form.password());
        sessions.endAll(owner);
        return Optional.of(owner);
    }
}
