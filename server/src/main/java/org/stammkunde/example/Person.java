package org.stammkunde.example;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who buys from the example merchant, with the truth about them.
 *
 * @param number from 1
 * @param household number of the person whose address it is, the own one where alone
 * @param emails the first is the usual one, a second one is used now and then
 * @param joined the day of the first purchase
 * @param customerId in the web shop; null for guests and for people who never order there
 * @param card the loyalty card; null for people who never go to a store
 * @param browsers ids that the web shop's pages gave to the browsers used
 * @param habit how the person buys
 */
record Person(
        int number,
        int household,
        String firstName,
        String lastName,
        LocalDate birthday,
        Address address,
        List<String> emails,
        @Nullable String phone,
        LocalDate joined,
        @Nullable String customerId,
        @Nullable String card,
        List<String> browsers,
        Habit habit) {

    /** Where somebody lives. */
    record Address(String street, String postalCode, String city) {}

    /**
     * How somebody buys and takes part.
     *
     * @param channel where
     * @param perDay purchases per day of the {@linkplain Season season's} time while a customer
     * @param dropout the chance of leaving for good after each purchase
     * @param spendRate rate of the Gamma distribution of the amount of one purchase, per euro
     * @param favorites the categories most bought
     * @param newsletter whether subscribed
     * @param app whether the app is used
     * @param birthdayGiven whether the birthday was told
     * @param engagement how readily mails are clicked, surveys answered and so on, 0 to 1
     */
    record Habit(
            Channel channel,
            double perDay,
            double dropout,
            double spendRate,
            List<Category> favorites,
            boolean newsletter,
            boolean app,
            boolean birthdayGiven,
            double engagement) {}

    /** Where somebody buys. */
    enum Channel {
        WEB_SHOP,
        STORE,
        BOTH
    }

    String email() {
        return emails.getFirst();
    }

    Optional<String> account() {
        return Optional.ofNullable(customerId);
    }

    Optional<String> loyaltyCard() {
        return Optional.ofNullable(card);
    }

    Optional<String> telephone() {
        return Optional.ofNullable(phone);
    }
}
