package org.stammkunde.settings;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stammkunde.merchant.Merchant;

/**
 * Settings as somebody typed them.
 *
 * @param name of the shop, 1 to {@value #NAME_MAX} characters
 * @param zone such as {@code Europe/Berlin}
 * @param currency ISO code, such as {@code EUR}
 */
record SettingsForm(@Nullable String name, @Nullable String zone, @Nullable String currency) {

    static final int NAME_MAX = 200;

    /** Places, and no mere differences to UTC: those know no summer time. */
    private static final Pattern PLACE =
            Pattern.compile(
                    "(Africa|America|Antarctica|Asia|Atlantic|Australia|Europe|Indian|Pacific)/.+");

    private static final Set<String> ZONES =
            ZoneId.getAvailableZoneIds().stream()
                    .filter(zone -> PLACE.matcher(zone).matches() || zone.equals("UTC"))
                    .collect(Collectors.toUnmodifiableSet());

    private static final Set<Currency> CURRENCIES =
            Stream.of(Locale.getISOCountries())
                    .map(country -> Currency.getInstance(Locale.of("", country)))
                    .filter(Objects::nonNull)
                    .collect(Collectors.toUnmodifiableSet());

    static SettingsForm of(Merchant merchant) {
        return new SettingsForm(
                merchant.name(), merchant.zone().getId(), merchant.currency().getCurrencyCode());
    }

    /** What is wrong: names of fields. */
    List<String> wrong() {
        List<String> wrong = new ArrayList<>();
        if (name == null || name.isBlank() || name.strip().length() > NAME_MAX) {
            wrong.add("name");
        }
        if (zone == null || !ZONES.contains(zone)) {
            wrong.add("zone");
        }
        if (CURRENCIES.stream().noneMatch(known -> known.getCurrencyCode().equals(currency))) {
            wrong.add("currency");
        }
        return wrong;
    }

    /** The settings, when nothing is wrong. */
    Merchant merchant() {
        return new Merchant(
                Objects.requireNonNull(name).strip(),
                ZoneId.of(Objects.requireNonNull(zone)),
                Currency.getInstance(Objects.requireNonNull(currency)));
    }

    /** All currencies in use, by their names in a language. */
    static List<Currency> currencies(Locale locale) {
        return CURRENCIES.stream()
                .sorted(Comparator.comparing(each -> each.getDisplayName(locale)))
                .toList();
    }

    /** All zones by continent. */
    static SortedMap<String, List<String>> zones() {
        return ZONES.stream()
                .sorted()
                .collect(
                        Collectors.groupingBy(
                                zone -> zone.replaceAll("/.*", ""),
                                TreeMap::new,
                                Collectors.toList()));
    }
}
