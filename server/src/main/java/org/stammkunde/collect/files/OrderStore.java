package org.stammkunde.collect.files;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.stammkunde.events.EventDraft;
import org.stammkunde.events.EventLog;
import org.stammkunde.events.Resources;
import org.stammkunde.events.Resources.Version;
import org.stammkunde.events.Source;

/**
 * Puts orders, customers and products into the log that are not in it as they are. What was changed
 * gets a version above the one the log has, so that the import that ran last counts, also after an
 * older file.
 */
final class OrderStore {
    private final EventLog log;
    private final Resources resources;
    private final @Nullable Source source;
    private final OrderDrafts drafts;
    private final @Nullable String message;
    private final long version;
    private final @Nullable ImportLock turn;

    /**
     * A store of the orders of one import.
     *
     * @param source where they come from; null for one that is not known yet
     * @param startedAt becomes the version of the orders
     * @param message what the facts are named by, null if by nothing
     * @param turn held while orders are stored; null to count only
     */
    OrderStore(
            EventLog log,
            Resources resources,
            @Nullable Source source,
            Instant startedAt,
            @Nullable String message,
            @Nullable ImportLock turn) {
        this.log = log;
        this.resources = resources;
        this.source = source;
        this.drafts = new OrderDrafts(source == null ? 0 : source.id(), startedAt, message);
        this.message = message;
        this.version = ChronoUnit.MICROS.between(Instant.EPOCH, startedAt);
        this.turn = turn;
    }

    /** What rows make, and their number. */
    record CountedOrder(Imported order, int rows) {}

    /** What became of some orders. */
    record Stored(ImportResult.Count imported, ImportResult.Count unchanged) {}

    Stored store(List<CountedOrder> orders) {
        holdTurn();
        Map<String, Version> current = current(orders);
        List<EventDraft> changed = new ArrayList<>();
        List<Long> found = new ArrayList<>();
        ImportResult.Count imported = ImportResult.Count.NOTHING;
        ImportResult.Count unchanged = ImportResult.Count.NOTHING;
        for (CountedOrder counted : orders) {
            EventDraft draft = drafts.draft(counted.order(), version);
            Version known = current.get(counted.order().resource());
            if (known == null || !known.holds(draft)) {
                imported = imported.plus(counted.rows(), 1);
                changed.add(known == null ? draft : above(known, counted.order(), draft));
            } else if (message != null && message.equals(known.messageId())) {
                // what this very import stored before it was stopped
                imported = imported.plus(counted.rows(), 1);
            } else {
                unchanged = unchanged.plus(counted.rows(), 1);
                if (message != null && !known.isHighest()) {
                    // a version that was taken back may be restored, and would count instead
                    changed.add(above(known, counted.order(), draft));
                } else if (known.messageId() != null && known.position() != null) {
                    found.add(known.position());
                }
            }
        }
        append(changed);
        vouch(found);
        return new Stored(imported, unchanged);
    }

    private EventDraft above(Version known, Imported order, EventDraft draft) {
        return known.number() >= version ? drafts.draft(order, known.number() + 1) : draft;
    }

    private void holdTurn() {
        ImportLock held = turn;
        if (held != null) {
            Patience.insist(() -> {
                held.hold();
                return held;
            });
        }
    }

    private Map<String, Version> current(List<CountedOrder> orders) {
        List<String> names =
                orders.stream().map(CountedOrder::order).map(Imported::resource).toList();
        Source known = source;
        return known == null ? Map.of() : Patience.insist(() -> resources.current(known, names));
    }

    /** What is stored already was said by this import as well: it outlives the other's undo. */
    private void vouch(List<Long> found) {
        Source known = source;
        String own = message;
        if (turn != null && own != null && known != null && !found.isEmpty()) {
            Patience.insist(() -> {
                resources.vouch(known, own, found);
                return found;
            });
        }
    }

    /** To be called when all orders were stored. */
    void finish() {
        Source known = source;
        String own = message;
        if (turn != null && own != null && known != null) {
            Patience.insist(() -> {
                resources.joinVouchers(known, own);
                return own;
            });
        }
    }

    private void append(List<EventDraft> changed) {
        if (turn != null && !changed.isEmpty()) {
            Patience.insist(() -> log.append(changed));
        }
    }
}
