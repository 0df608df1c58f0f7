package org.stammkunde.merchant;

import java.time.ZoneId;
import java.util.Currency;
import java.util.Map;
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
        Map<String, String> settings = settings();
        return new Merchant(
                settings.getOrDefault("name", Merchant.DEFAULT.name()),
                ZoneId.of(settings.getOrDefault("zone", Merchant.DEFAULT.zone().getId())),
                Currency.getInstance(
                        settings.getOrDefault(
                                "currency", Merchant.DEFAULT.currency().getCurrencyCode())));
    }

    /**
     * Replaces the settings. Changing the zone moves day borders: projections that count by day
     * must be rebuilt afterwards.
     */
    @Transactional
    public void change(Merchant merchant) {
        put("name", merchant.name());
        put("zone", merchant.zone().getId());
        put("currency", merchant.currency().getCurrencyCode());
    }

    private Map<String, String> settings() {
        return jdbc
                .sql("select key, value from merchant.setting")
                .query((row, number) -> Map.entry(row.getString(1), row.getString(2)))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
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
