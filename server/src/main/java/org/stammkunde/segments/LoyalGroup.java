package org.stammkunde.segments;

import org.springframework.stereotype.Component;
import org.stammkunde.customers.CustomerGroup;
import org.stammkunde.web.Texts;

/** The loyal customers as a filter of the customer list and a badge. */
@Component
final class LoyalGroup implements CustomerGroup {

    @Override
    public String key() {
        return Segment.LOYAL.key();
    }

    @Override
    public String title(Texts texts) {
        return Segment.LOYAL.title(texts.language().locale());
    }

    @Override
    public String query() {
        return "select customer from segments.shared_member where segment = 'treue-kunden'";
    }
}
