package org.stammkunde.customers;

import java.util.Locale;
import java.util.regex.Pattern;
import org.stammkunde.web.Texts;

/** What a tracked event is called in the reader's language. */
public final class EventTitle {

    private static final Pattern SEPARATORS = Pattern.compile("[\\s_-]+");

    private EventTitle() {}

    /**
     * The title of events that everybody uses, whether spelled {@code Newsletter Subscribed} or
     * {@code newsletter_subscribed}; of others the name they were sent with.
     */
    public static String of(String event, Texts texts) {
        String name = SEPARATORS.matcher(event.toLowerCase(Locale.ROOT)).replaceAll("-");
        String key = "customers.event.named." + name;
        return texts.knows(key) ? texts.text(key) : event;
    }
}
