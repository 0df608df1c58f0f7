package org.stammkunde.collect;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * When a message happened by the clock of its sender, which may be wrong, and what we make of it.
 *
 * <p>The clock of a device is off by what its time of sending differs from our time of arrival;
 * servers set their clocks themselves and may send years later, so theirs is taken at its word. A
 * time that cannot be is replaced by that of arrival. Whenever the result is another than what the
 * sender said, both of the sender's times stay in the payload, so that it can be explained: {@code
 * occurred_at} = {@code originalTimestamp} + ({@code received_at} − {@code sentAt}).
 *
 * @param claimed when it happened, null where the sender does not say it
 * @param sent when it was sent
 * @param received when it arrived, by our clock
 * @param device whether the sender runs on a customer's device
 */
record SenderClock(
        @Nullable Instant claimed, @Nullable Instant sent, Instant received, boolean device) {

    /** A clock that is further ahead than this is wrong. */
    private static final Duration AHEAD_MAX = Duration.ofMinutes(5);

    /**
     * Nothing that a shop reports happened before; earlier times are clocks that were never set.
     */
    private static final Instant EARLIEST = Instant.parse("1980-01-02T00:00:00Z");

    static SenderClock of(Message message, boolean device) {
        ObjectNode body = message.body();
        Instant sent = MessageReader.instant(body, "sentAt");
        Instant claimed = MessageReader.instant(body, "timestamp");
        return new SenderClock(
                claimed != null ? claimed : MessageReader.instant(body, "originalTimestamp"),
                sent != null ? sent : message.sentAt(),
                message.receivedAt(),
                device);
    }

    /** When it happened, as far as one can know. */
    Instant occurredAt() {
        Instant corrected = corrected();
        return (isPlausible(corrected) ? corrected : received).truncatedTo(ChronoUnit.MICROS);
    }

    private Instant corrected() {
        if (claimed == null) {
            return received;
        }
        return device && sent != null ? claimed.plus(Duration.between(sent, received)) : claimed;
    }

    private boolean isPlausible(Instant instant) {
        return !instant.isAfter(received.plus(AHEAD_MAX)) && instant.isAfter(EARLIEST);
    }

    /** Keeps the sender's word where it is not what counts; answers whether it had to. */
    boolean explainIn(ObjectNode payload) {
        boolean taken = claimed == null || corrected().equals(claimed) && isPlausible(claimed);
        if (taken) {
            return false;
        }
        payload.put("originalTimestamp", String.valueOf(claimed));
        if (device && sent != null) {
            payload.put("sentAt", sent.toString());
        }
        return true;
    }
}
