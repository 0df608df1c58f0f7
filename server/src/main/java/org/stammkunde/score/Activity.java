package org.stammkunde.score;

import static org.stammkunde.score.ActivityRule.worth;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.stammkunde.events.EventType;
import org.stammkunde.score.Counting.Events;
import org.stammkunde.score.Counting.Orders;
import org.stammkunde.score.Counting.Told;

/**
 * What counts activity points: a closed list, each with a ready-made rule that the merchant can
 * change. Opened mails are left out on purpose: mail programs open mails by themselves.
 */
public enum Activity {
    ONLINE_ORDER(
            "online-order",
            new Wording("Online-Bestellung", "Online order"),
            new Wording(
                    "Eine abgeschlossene Bestellung außerhalb des Geschäfts, die nicht ganz"
                            + " erstattet wurde.",
                    "A completed order placed elsewhere than in a store and not wholly refunded."),
            Orders.NOT_IN_STORE,
            worth("10")),
    STORE_ORDER(
            "store-order",
            new Wording("Einkauf im Geschäft", "Purchase in a store"),
            new Wording(
                    "Ein Einkauf im Geschäft, der einem Kunden zugeordnet ist und nicht ganz"
                            + " erstattet wurde.",
                    "A purchase in a store that names the customer and was not wholly refunded."),
            Orders.IN_STORE,
            worth("10")),
    REVENUE(
            "revenue",
            new Wording("Umsatz, je volle 10", "Revenue, per full 10"),
            new Wording(
                    "Jede vollen 10 Einheiten der Währung einer Bestellung nach Erstattungen;"
                            + " Gutschriften zählen dagegen.",
                    "Each full 10 units of an order's currency, net of refunds; credit notes count"
                            + " against it."),
            Orders.REVENUE,
            worth("1")),
    RETURN(
            "return",
            new Wording("Rückgabe", "Return"),
            new Wording(
                    "Eine Bestellung, von der etwas erstattet wurde, oder eine Gutschrift.",
                    "An order of which something was refunded, or a credit note."),
            Orders.RETURNED,
            worth("-5")),
    ACCOUNT(
            "account",
            new Wording("Kundenkonto angelegt", "Account created"),
            new Wording(
                    "Der Kunde hat ein Kundenkonto angelegt.", "The customer created an account."),
            Events.named("Signed Up", "Account Created", "Customer Registered"),
            worth("5").inAll("5")),
    NEWSLETTER(
            "newsletter",
            new Wording("Newsletter-Anmeldung", "Newsletter sign-up"),
            new Wording(
                    "Der Kunde hat den Newsletter abonniert.",
                    "The customer subscribed to the newsletter."),
            Events.named(
                    "Newsletter Subscribed",
                    "Newsletter Signed Up",
                    "Newsletter Signup",
                    "Newsletter Confirmed",
                    "Email Subscribed"),
            worth("5").inAll("5")),
    MAIL_CLICK(
            "mail-click",
            new Wording("Klick in einer E-Mail", "Click in an e-mail"),
            new Wording(
                    "Der Kunde ist einem Link in einer E-Mail gefolgt.",
                    "The customer followed a link in an e-mail."),
            Events.named("Email Link Clicked", "Email Clicked", "Mail Clicked"),
            worth("2").perDay("4").perMonth("20")),
    APP_USE(
            "app-use",
            new Wording("App benutzt", "App used"),
            new Wording(
                    "Ein Tag, an dem der Kunde die App benutzt hat.",
                    "A day on which the customer used the app."),
            Events.named("Application Opened").orAny(EventType.SCREEN),
            worth("1").perDay("1").perMonth("10")),
    SITE_VISIT(
            "site-visit",
            new Wording("Besuch der Website", "Visit to the site"),
            new Wording(
                    "Ein Tag, an dem der Kunde die Website besucht hat.",
                    "A day on which the customer visited the site."),
            Events.any(EventType.PAGE),
            worth("0.5").perDay("0.5").perMonth("5")),
    REVIEW(
            "review",
            new Wording("Bewertung geschrieben", "Review written"),
            new Wording(
                    "Der Kunde hat ein Produkt bewertet, gleich wie gut.",
                    "The customer reviewed a product, however good the review."),
            Events.named("Product Reviewed", "Reviewed Product", "Review Submitted"),
            worth("8").perDay("16").perMonth("40")),
    SURVEY(
            "survey",
            new Wording("Umfrage beantwortet", "Survey answered"),
            new Wording(
                    "Der Kunde hat eine Umfrage beantwortet.", "The customer answered a survey."),
            Events.named(
                    "Survey Answered", "Survey Completed", "Survey Submitted", "Survey Responded"),
            worth("8").perDay("8").perMonth("24")),
    REFERRAL(
            "referral",
            new Wording("Empfehlung, die gekauft hat", "Referral that bought"),
            new Wording(
                    "Jemand, den der Kunde geworben hat, hat zum ersten Mal gekauft.",
                    "Somebody whom the customer referred bought for the first time."),
            Events.named(
                    "Referral Purchased",
                    "Referral Converted",
                    "Referral Completed",
                    "Referral Bought"),
            worth("25").perMonth("100")),
    BIRTHDAY(
            "birthday",
            new Wording("Geburtstag angegeben", "Birthday given"),
            new Wording(
                    "Der Kunde hat seinen Geburtstag angegeben.",
                    "The customer told the birthday."),
            new Told("birthday"),
            worth("5").inAll("5")),
    MENTION(
            "mention",
            new Wording("Erwähnung", "Mention"),
            new Wording(
                    "Der Kunde hat die Marke öffentlich erwähnt.",
                    "The customer mentioned the brand in public."),
            Events.named("Brand Mentioned", "Mentioned Brand", "Social Mention"),
            worth("5").perDay("5").perMonth("25")),
    SHARE(
            "share",
            new Wording("Produkt geteilt", "Product shared"),
            new Wording(
                    "Der Kunde hat ein Produkt oder einen Warenkorb mit anderen geteilt.",
                    "The customer shared a product or a cart with others."),
            Events.named("Product Shared", "Shared Product", "Cart Shared"),
            worth("2").perDay("4").perMonth("20")),
    COMPLAINT(
            "complaint",
            new Wording("Beschwerde", "Complaint"),
            new Wording("Der Kunde hat sich beschwert.", "The customer complained."),
            Events.named(
                    "Complaint Received",
                    "Complaint Submitted",
                    "Complaint Filed",
                    "Complaint Created"),
            worth("-15").perMonth("45").validDays(365));

    private static final Map<String, Activity> BY_CODE =
            Stream.of(values()).collect(Collectors.toMap(Activity::code, Function.identity()));

    private final String code;
    private final Wording title;
    private final Wording description;
    private final Counting counting;
    private final ActivityRule readyMade;

    Activity(
            String code,
            Wording title,
            Wording description,
            Counting counting,
            ActivityRule readyMade) {
        this.code = code;
        this.title = title;
        this.description = description;
        this.counting = counting;
        this.readyMade = readyMade;
    }

    /** The stable name in tables, API and files, such as {@code online-order}. */
    public String code() {
        return code;
    }

    /** What people call it, in the language of the locale: German or else English. */
    public String title(Locale locale) {
        return title.in(locale);
    }

    /** What counts as it, in one sentence. */
    public String description(Locale locale) {
        return description.in(locale);
    }

    /** The rule that holds until the merchant changes it. */
    public ActivityRule readyMade() {
        return readyMade;
    }

    /** Whether it is counted from orders and not from single events. */
    public boolean fromOrders() {
        return counting instanceof Orders;
    }

    Counting counting() {
        return counting;
    }

    /** The activity with this code, empty for an unknown one. */
    public static Optional<Activity> ofCode(String code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }

    static List<Activity> countedFromOrders() {
        return Stream.of(values()).filter(Activity::fromOrders).toList();
    }
}
