package org.stammkunde.example;

import java.time.LocalDate;
import java.time.MonthDay;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the example merchant sends: a newsletter every other Tuesday, a message in the app before
 * each weekend that opens a month, and both for the occasions of the year.
 */
final class Campaigns {

    private record Occasion(MonthDay day, String name, boolean voucher) {}

    private static final LocalDate FIRST_NEWSLETTER = LocalDate.of(2020, 1, 7);
    private static final int DAYS_BETWEEN_NEWSLETTERS = 14;
    private static final int EVERY_WHICH_HAS_A_VOUCHER = 3;

    /** A voucher holds for so many days after the campaign. */
    private static final int VOUCHER_DAYS = 5;

    private static final List<String> THEMES =
            List.of(
                    "Warm durch den Januar",
                    "Kaffee-Entdeckungen aus Äthiopien",
                    "Frühling auf dem Tisch",
                    "Ostern und frische Kräuter",
                    "Geschenke, die Freude machen",
                    "Balkonzeit",
                    "Eiskaffee und Sommertee",
                    "Picknick und Gartenabende",
                    "Neue Ernte, neue Röstung",
                    "Herbst in der Küche",
                    "Gemütlich in den November",
                    "Geschenke für die Liebsten");

    private static final List<Occasion> OCCASIONS =
            List.of(
                    new Occasion(MonthDay.of(1, 8), "Winterschlussverkauf", false),
                    new Occasion(MonthDay.of(3, 20), "Frühlingsgutschein", true),
                    new Occasion(MonthDay.of(5, 4), "Ideen zum Muttertag", true),
                    new Occasion(MonthDay.of(7, 9), "Sommerschlussverkauf", false),
                    new Occasion(MonthDay.of(9, 25), "Tag des Kaffees", true),
                    new Occasion(MonthDay.of(11, 22), "Black Week", false),
                    new Occasion(MonthDay.of(12, 1), "Adventskalender für Stammkunden", true));

    private final LocalDate from;
    private final List<Campaign> all;
    private final Map<Campaign.Channel, @Nullable Campaign[]> vouchers =
            new EnumMap<>(Campaign.Channel.class);

    /** Those of the days from the first up to, but not including, the last. */
    Campaigns(LocalDate from, LocalDate until) {
        this.from = from;
        this.all =
                from.datesUntil(until)
                        .flatMap(day -> on(day).stream())
                        .sorted(Comparator.comparing(Campaign::day))
                        .toList();
        for (Campaign.Channel channel : Campaign.Channel.values()) {
            vouchers.put(channel, vouchersByDay(channel, until));
        }
    }

    /** In the order of their days. */
    List<Campaign> all() {
        return all;
    }

    /** The campaign of the channel whose voucher can be used on the day. */
    Optional<Campaign> voucher(Campaign.Channel channel, LocalDate day) {
        @Nullable Campaign[] byDay = vouchers.getOrDefault(channel, new Campaign[0]);
        int index = Math.toIntExact(ChronoUnit.DAYS.between(from, day));
        return index < byDay.length ? Optional.ofNullable(byDay[index]) : Optional.empty();
    }

    private @Nullable Campaign[] vouchersByDay(Campaign.Channel channel, LocalDate until) {
        int days = Math.toIntExact(ChronoUnit.DAYS.between(from, until));
        @Nullable Campaign[] byDay = new Campaign[days];
        for (Campaign campaign : all) {
            int sent = Math.toIntExact(ChronoUnit.DAYS.between(from, campaign.day()));
            boolean gives = campaign.channel() == channel && campaign.voucher() != null;
            for (int day = sent + 1; gives && day <= sent + VOUCHER_DAYS && day < days; day++) {
                byDay[day] = campaign;
            }
        }
        return byDay;
    }

    private static List<Campaign> on(LocalDate day) {
        List<Campaign> campaigns = new ArrayList<>();
        newsletter(day).ifPresent(campaigns::add);
        if (day.getDayOfMonth() == 2) {
            campaigns.add(campaign("app", theme(day), Campaign.Channel.PUSH, day, "APP"));
        }
        for (Occasion occasion : OCCASIONS) {
            if (occasion.day().equals(MonthDay.from(day))) {
                for (Campaign.Channel channel : Campaign.Channel.values()) {
                    campaigns.add(
                            campaign(
                                    channel == Campaign.Channel.MAIL ? "mailing" : "push",
                                    occasion.name() + " " + day.getYear(),
                                    channel,
                                    day,
                                    occasion.voucher() ? "TAG" : null));
                }
            }
        }
        return campaigns;
    }

    private static Optional<Campaign> newsletter(LocalDate day) {
        long days = ChronoUnit.DAYS.between(FIRST_NEWSLETTER, day);
        if (Math.floorMod(days, DAYS_BETWEEN_NEWSLETTERS) != 0) {
            return Optional.empty();
        }
        boolean voucher =
                Math.floorMod(days / DAYS_BETWEEN_NEWSLETTERS, EVERY_WHICH_HAS_A_VOUCHER) == 0;
        return Optional.of(
                campaign(
                        "newsletter",
                        theme(day),
                        Campaign.Channel.MAIL,
                        day,
                        voucher ? "NEWS" : null));
    }

    private static String theme(LocalDate day) {
        return THEMES.get(day.getMonthValue() - 1);
    }

    private static Campaign campaign(
            String kind,
            String name,
            Campaign.Channel channel,
            LocalDate day,
            @Nullable String voucher) {
        return new Campaign(
                kind + "-" + day,
                name,
                channel,
                day,
                voucher == null ? null : voucher + day.toString().substring(2).replace("-", ""));
    }
}
