package org.stammkunde.security;

import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.stammkunde.merchant.MerchantSettings;
import org.stammkunde.security.OwnerLinks.OwnerLink;

/**
 * As long as there is no account, every start prints a link that makes one. It goes to the terminal
 * and not to the log, which others may read.
 */
@Component
class FirstStart {

    private final Accounts accounts;
    private final OwnerLinks links;
    private final MerchantSettings merchant;
    private final boolean wanted;

    /**
     * Announces the link.
     *
     * @param wanted false where the command that starts the server shows the link itself
     */
    FirstStart(
            Accounts accounts,
            OwnerLinks links,
            MerchantSettings merchant,
            @Value("${stammkunde.first-start.announce:true}") boolean wanted) {
        this.wanted = wanted;
        this.accounts = accounts;
        this.links = links;
        this.merchant = merchant;
    }

    @EventListener
    void ready(ApplicationReadyEvent event) {
        if (event.getApplicationContext() instanceof WebServerApplicationContext server
                && server.getWebServer() != null
                && wanted
                && accounts.none()) {
            announce("http://localhost:" + server.getWebServer().getPort());
        }
    }

    private void announce(String address) {
        OwnerLink link = links.create();
        ZonedDateTime until = link.expiresAt().atZone(merchant.current().zone());
        System.out.printf(
                """

                There is no account yet. Open this link to create yours:

                    %s%s

                It works once, until %s.
                Lost it? Run `./stammkunde owner-link`, or start again.

                """,
                address,
                link.path(),
                DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm z", Locale.ENGLISH).format(until));
    }
}
