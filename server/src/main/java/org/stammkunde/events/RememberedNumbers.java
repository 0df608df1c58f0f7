package org.stammkunde.events;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.StampedLock;

/**
 * The numbers of identifiers seen lately. A table that grows to a fixed size; then a new entry
 * takes the place of one of the few that share its bucket.
 *
 * <p>An entry is the first 128 bits of SHA-256 over the identifier, and its number: 24 bytes, where
 * a map of the values takes 150. So two million entries, the identifiers of most customers that are
 * active at all, take 50 MB. The digest is a cryptographic one because senders choose identifiers:
 * nobody shall find one that is taken for somebody else's.
 *
 * <p>Any number of threads may look up while one adds.
 */
final class RememberedNumbers {

    /** What an identifier has that is not remembered; real numbers begin at 1. */
    static final long UNKNOWN = 0;

    private static final int LONGS = 3;
    private static final int WAYS = 8;
    private static final int BUCKETS_MIN = 1 << 7;

    private final int bucketsMax;
    private final StampedLock lock = new StampedLock();
    private volatile long[] table = new long[BUCKETS_MIN * WAYS * LONGS];
    private int entries;
    private int replaced;

    /**
     * An empty memory.
     *
     * @param entriesMax how many it holds at most; a power of two from 1,024 on
     */
    RememberedNumbers(int entriesMax) {
        bucketsMax = entriesMax / WAYS;
        if (Integer.bitCount(entriesMax) != 1 || bucketsMax < BUCKETS_MIN) {
            throw new IllegalArgumentException(
                    "%d entries; allowed is a power of two from 1,024 on".formatted(entriesMax));
        }
    }

    /** An identifier's number, {@link #UNKNOWN} when it is not remembered. */
    long find(Identifier identifier) {
        UUID key = EventKey.ofIdentifier(identifier);
        long stamp = lock.tryOptimisticRead();
        if (stamp != 0) {
            long number = look(key);
            if (lock.validate(stamp)) {
                return number;
            }
        }
        stamp = lock.readLock();
        try {
            return look(key);
        } finally {
            lock.unlockRead(stamp);
        }
    }

    /** Remembers numbers; that of one identifier is always the same. */
    void keep(Map<Identifier, Long> added) {
        Map<UUID, Long> keyed = new HashMap<>(added.size() * 2);
        added.forEach((identifier, number) -> keyed.put(EventKey.ofIdentifier(identifier), number));
        long stamp = lock.writeLock();
        try {
            keyed.forEach((key, number) ->
                    put(key.getMostSignificantBits(), key.getLeastSignificantBits(), number));
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    private long look(UUID key) {
        long[] slots = table;
        int at = bucket(slots, key.getLeastSignificantBits());
        for (int way = 0; way < WAYS; way++, at += LONGS) {
            if (slots[at] == key.getMostSignificantBits()
                    && slots[at + 1] == key.getLeastSignificantBits()) {
                return slots[at + 2];
            }
        }
        return UNKNOWN;
    }

    private void put(long high, long low, long number) {
        if (entries > capacity() / 2 && capacity() < bucketsMax * WAYS) {
            grow();
        }
        int at = slot(high, low);
        entries += table[at + 2] == UNKNOWN ? 1 : 0;
        table[at] = high;
        table[at + 1] = low;
        table[at + 2] = number;
    }

    /** Where the entry stands, or a free place in its bucket, or the place of another in turn. */
    private int slot(long high, long low) {
        int first = bucket(table, low);
        for (int at = first; at < first + WAYS * LONGS; at += LONGS) {
            boolean same = table[at] == high && table[at + 1] == low;
            if (same || table[at + 2] == UNKNOWN) {
                return at;
            }
        }
        return first + (replaced++ & (WAYS - 1)) * LONGS;
    }

    private void grow() {
        long[] before = table;
        table = new long[before.length * 2];
        entries = 0;
        for (int at = 0; at < before.length; at += LONGS) {
            if (before[at + 2] != UNKNOWN) {
                put(before[at], before[at + 1], before[at + 2]);
            }
        }
    }

    private int capacity() {
        return table.length / LONGS;
    }

    private static int bucket(long[] slots, long low) {
        int buckets = slots.length / (WAYS * LONGS);
        return (int) (low & (buckets - 1)) * WAYS * LONGS;
    }
}
