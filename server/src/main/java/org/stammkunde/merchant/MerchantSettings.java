package org.stammkunde.merchant;

import java.time.ZoneId;
import java.util.Currency;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The door to the merchant's own settings. Thread-safe; a change is seen by the next read. */
@Component
public class MerchantSettings {

    private final JdbcClient jdbc;

    MerchantSettings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The settings as they stand, with defaults (Europe/Berlin, EUR) for what was never set. */
    public Merchant current() {
        return merchant(settings());
    }

    /** The settings as they stand, with their version. */
    public MerchantVersion version() {
        Map<String, String> settings = settings();
        return new MerchantVersion(
                Integer.parseInt(settings.getOrDefault("version", "1")), merchant(settings));
    }

    /**
     * Replaces the settings. Another zone moves day borders, and another currency is meant where
     * facts name none: projections were {@linkplain #counted counted} with the former ones.
     */
    @Transactional
    public void change(Merchant merchant) {
        write(merchant, lockedVersion());
    }

    /**
     * Replaces the settings, unless somebody else was faster.
     *
     * @param seen the version that was changed
     * @return whether they were replaced
     */
    @Transactional
    public boolean change(Merchant merchant, int seen) {
        int current = lockedVersion();
        if (current == seen) {
            write(merchant, current);
        }
        return current == seen;
    }

    /** What the last change replaced, to bring it back; empty before the first change. */
    public Optional<Merchant> former() {
        Map<String, String> settings = settings();
        return Optional.ofNullable(settings.get("former-name"))
                .map(name ->
                        new Merchant(
                                name,
                                ZoneId.of(settings.getOrDefault("former-zone", "UTC")),
                                Currency.getInstance(
                                        settings.getOrDefault("former-currency", "EUR"))));
    }

    /** What projections were last counted with. */
    public Counted counted() {
        Map<String, String> settings = settings();
        Merchant current = merchant(settings);
        return new Counted(
                ZoneId.of(settings.getOrDefault("counted-zone", current.zone().getId())),
                Currency.getInstance(
                        settings.getOrDefault(
                                "counted-currency", current.currency().getCurrencyCode())),
                Integer.parseInt(settings.getOrDefault("counted-revision", "1")));
    }

    /** Notes that projections hold what these make of the facts. */
    @Transactional
    public void noteCounted(Counted counted) {
        put("counted-zone", counted.zone().getId());
        put("counted-currency", counted.currency().getCurrencyCode());
        put("counted-revision", String.valueOf(counted.revision()));
    }

    /**
     * What decides how facts are counted, besides themselves.
     *
     * @param zone parts days
     * @param currency is meant where facts name none
     * @param revision of the program: raised when it counts the same facts differently
     */
    public record Counted(ZoneId zone, Currency currency, int revision) {}

    private static Merchant merchant(Map<String, String> settings) {
        return new Merchant(
                settings.getOrDefault("name", Merchant.DEFAULT.name()),
                ZoneId.of(settings.getOrDefault("zone", Merchant.DEFAULT.zone().getId())),
                Currency.getInstance(
                        settings.getOrDefault(
                                "currency", Merchant.DEFAULT.currency().getCurrencyCode())));
    }

    private Map<String, String> settings() {
        return jdbc
                .sql("select key, value from merchant.setting")
                .query((row, number) -> Map.entry(row.getString(1), row.getString(2)))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private int lockedVersion() {
        return jdbc.sql("select value from merchant.setting where key = 'version' for update")
                .query((row, _) -> Integer.parseInt(row.getString(1)))
                .optional()
                .orElse(1);
    }

    private void write(Merchant merchant, int version) {
        put("former-", current());
        put("", merchant);
        put("version", String.valueOf(version + 1));
    }

    private void put(String beginning, Merchant merchant) {
        put(beginning + "name", merchant.name());
        put(beginning + "zone", merchant.zone().getId());
        put(beginning + "currency", merchant.currency().getCurrencyCode());
    }

    private void put(String key, String value) {
        jdbc.sql(
                        """
                        insert into merchant.setting (key, value) values (:key, :value)
                        on conflict (key) do update set value = excluded.value
                        """)
                .param("key", key)
                .param("value", value)
                .update();
    }
}
