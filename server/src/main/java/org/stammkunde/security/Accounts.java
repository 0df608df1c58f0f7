package org.stammkunde.security;

import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/** The accounts and their passwords. */
@Component
class Accounts {

    /**
     * A bcrypt hash of cost 12 that no password has: what unknown addresses are checked against.
     */
    private static final String NOBODY =
            "$2a$12$R9h/cIPz0gi.URNNX3kh2OPST9/PgBkqquzi.Ss7KIUgO2t0jWMUW";

    /** Longer addresses are nobody's. */
    static final int EMAIL_MAX = 254;

    /** Checking a password is made to take long; guessers must not take all processors. */
    private static final int CHECKS_AT_ONCE =
            Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

    private final Semaphore checks = new Semaphore(CHECKS_AT_ONCE, true);
    private final JdbcClient jdbc;
    private final PasswordEncoder passwords;
    private final InstantSource clock;

    Accounts(JdbcClient jdbc, PasswordEncoder passwords, InstantSource clock) {
        this.jdbc = jdbc;
        this.passwords = passwords;
        this.clock = clock;
    }

    boolean none() {
        return jdbc.sql("select not exists (select from security.account)")
                .query(Boolean.class)
                .single();
    }

    /**
     * The account with this address if this is its password. Takes as long for an unknown address
     * as for a wrong password.
     */
    Optional<Account> signIn(String email, String password) {
        Optional<Credentials> found = find(normal(email));
        String hash = found.map(Credentials::passwordHash).orElse(NOBODY);
        boolean right = PasswordRule.fits(password) && matches(password, hash);
        return right ? found.map(Credentials::account) : Optional.empty();
    }

    private boolean matches(String password, String hash) {
        checks.acquireUninterruptibly();
        try {
            return passwords.matches(password, hash);
        } finally {
            checks.release();
        }
    }

    /** Creates the owner, or gives the account with this address a new name and password. */
    Account createOwner(String name, String email, String password) {
        return jdbc.sql(
                        """
                        insert into security.account (email, name, password_hash, role, created_at)
                        values (:email, :name, :hash, 'owner', :now)
                        on conflict (email) do update
                            set name = excluded.name, password_hash = excluded.password_hash
                        returning id, email, name
                        """)
                .param("email", normal(email))
                .param("name", name.strip())
                .param("hash", passwords.encode(password))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query(Account.class)
                .single();
    }

    static String normal(String email) {
        return email.strip().toLowerCase(Locale.ROOT);
    }

    private Optional<Credentials> find(String email) {
        return jdbc.sql(
                        """
                        select id, email, name, password_hash
                        from security.account
                        where email = :email
                        """)
                .param("email", email)
                .query((row, number) ->
                        new Credentials(
                                new Account(
                                        row.getLong("id"),
                                        row.getString("email"),
                                        row.getString("name")),
                                row.getString("password_hash")))
                .optional();
    }

    private record Credentials(Account account, String passwordHash) {}
}
