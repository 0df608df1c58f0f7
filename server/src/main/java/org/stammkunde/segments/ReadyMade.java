package org.stammkunde.segments;

import java.math.BigDecimal;
import java.util.List;
import org.stammkunde.events.EventType;
import org.stammkunde.segments.Condition.End;
import org.stammkunde.segments.Condition.Figure;
import org.stammkunde.segments.Condition.OrderDay;
import org.stammkunde.segments.Condition.OrderFigure;
import org.stammkunde.segments.Condition.Performed;
import org.stammkunde.segments.NumberTest.Comparison;

/**
 * Segments to begin with: each is taken over with one click and is then the merchant's own. Their
 * names stand in the texts {@code segments.ready.KEY}.
 */
enum ReadyMade {
    NEW("neukunden", "user-plus", firstOrder(30)),
    ONE_TIME("einmalkaeufer", "receipt", orders(NumberTest.exactly(1))),
    REGULAR(
            "stammkaeufer",
            "repeat",
            orders(NumberTest.atLeast(3), new Window.LastDays(365), OrderFilter.ALL)),
    HIGH_VALUE(
            "umsatzstark",
            "coin",
            new OrderFigure(
                    Figure.REVENUE,
                    NumberTest.atLeast(500),
                    new Window.LastDays(365),
                    OrderFilter.ALL)),
    ABOUT_TO_LEAVE(
            "abwanderung-droht",
            "mood-sad",
            Condition.all(
                    orders(NumberTest.atLeast(2)), lastOrderBefore(120), lastOrderWithin(366))),
    LOST("verloren", "history", lastOrderBefore(365)),
    LOYAL_AND_QUIET(
            "treu-und-still",
            "heart",
            Condition.all(new Condition.InSegment(Segment.LOYAL.key()), lastOrderBefore(90))),
    BIRTHDAY(
            "geburtstag-diesen-monat",
            "cake",
            new Condition.Trait("birthday", new ValueTest.AnniversaryThisMonth())),
    NEVER_BOUGHT("nie-gekauft", "shopping-cart", orders(NumberTest.exactly(0))),
    NEWSLETTER_WITHOUT_PURCHASE(
            "newsletter-ohne-kauf",
            "mail",
            Condition.all(
                    Condition.any(
                            new Condition.Trait("newsletter", new ValueTest.YesNo(true)),
                            performed("Newsletter Subscribed", Window.EVER)),
                    orders(NumberTest.exactly(0)))),
    OPEN_CART(
            "warenkorb-ohne-kauf",
            "shopping-bag",
            Condition.all(
                    performed("Product Added", new Window.LastDays(7)),
                    orders(NumberTest.exactly(0), new Window.LastDays(7), OrderFilter.ALL))),
    STORE_AND_ONLINE(
            "laden-und-online",
            "building-store",
            Condition.all(
                    orders(NumberTest.atLeast(1), new Window.LastDays(365), through("store")),
                    orders(NumberTest.atLeast(1), new Window.LastDays(365), through("online"))));

    private final String key;
    private final String icon;
    private final Condition condition;

    ReadyMade(String key, String icon, Condition condition) {
        this.key = key;
        this.icon = icon;
        this.condition = condition;
    }

    String key() {
        return key;
    }

    String icon() {
        return icon;
    }

    Condition condition() {
        return condition;
    }

    private static Condition orders(NumberTest count) {
        return orders(count, Window.EVER, OrderFilter.ALL);
    }

    private static Condition orders(NumberTest count, Window window, OrderFilter filter) {
        return new OrderFigure(Figure.COUNT, count, window, filter);
    }

    private static OrderFilter through(String channel) {
        return new OrderFilter(List.of(), List.of(), List.of(channel));
    }

    private static Condition firstOrder(int days) {
        return new OrderDay(End.FIRST, new DayTest.WithinLastDays(days), OrderFilter.ALL);
    }

    private static Condition lastOrderBefore(int days) {
        return new OrderDay(End.LAST, new DayTest.MoreThanDaysAgo(days), OrderFilter.ALL);
    }

    private static Condition lastOrderWithin(int days) {
        return new OrderDay(End.LAST, new DayTest.WithinLastDays(days), OrderFilter.ALL);
    }

    private static Condition performed(String event, Window window) {
        return new Performed(
                new EventQuestion(EventType.TRACK, event, null, List.of()),
                window,
                new NumberTest(Comparison.AT_LEAST, BigDecimal.ONE, null));
    }
}
