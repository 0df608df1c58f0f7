package org.stammkunde.events;

import java.util.List;

/**
 * The page of the facts that are set aside.
 *
 * @param facts the first of them
 * @param count how many there are
 * @param again how many have just been tried again, 0 for none
 */
record SetAsideView(List<SetAside.Fact> facts, long count, long again) {

    long unseen() {
        return Math.max(0, count - facts.size());
    }
}
