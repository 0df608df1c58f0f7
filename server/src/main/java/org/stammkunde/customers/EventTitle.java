package org.stammkunde.customers;

import java.util.Locale;
import org.stammkunde.web.Texts;

/** What a tracked event is called in the reader's language. */
public final class EventTitle {

    private EventTitle() {}

    /** The title of events that everybody uses; of others the name they were sent with. */
    public static String of(String event, Texts texts) {
        String key = "customers.event.named." + event.toLowerCase(Locale.ROOT).replace(' ', '-');
        return texts.knows(key) ? texts.text(key) : event;
    }
}
