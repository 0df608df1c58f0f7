package org.stammkunde.customers;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.stammkunde.consent.Consents;
import org.stammkunde.consent.Purpose;
import org.stammkunde.consent.Statement.Proof;
import org.stammkunde.events.Identifier;
import org.stammkunde.events.LogUnavailable;
import org.stammkunde.events.Projector;
import org.stammkunde.web.Problem;

/** Records consent that people and programs enter, and waits a moment until it shows. */
@Component
class ConsentEntries {

    /** Longer when much else is to be taken in; what was entered is stored all the same. */
    private static final Duration SHOWN_WITHIN = Duration.ofSeconds(2);

    private static final int NUMBER_MAX = 60;

    private final Consents consents;
    private final Projector projector;
    private final InstantSource clock;

    ConsentEntries(Consents consents, Projector projector, InstantSource clock) {
        this.consents = consents;
        this.projector = projector;
        this.clock = clock;
    }

    /**
     * What was entered, as it was sent.
     *
     * @param purpose the code of a purpose
     * @param saidAt now if null
     * @param number what makes it unique, if the sender has something
     */
    record Entered(
            String purpose,
            @Nullable Boolean given,
            @Nullable Instant saidAt,
            Proof proof,
            @Nullable String number) {}

    void record(long customer, Entered entered) {
        Consents.Entry entry = entry(entered);
        String number = number(entered);
        recorded(() -> consents.record(customer, entry, number), number);
    }

    void record(Identifier person, Entered entered) {
        Consents.Entry entry = entry(entered);
        String number = number(entered);
        recorded(() -> consents.record(person, entry, number), number);
    }

    private void recorded(BooleanSupplier recording, String number) {
        try {
            if (!recording.getAsBoolean()) {
                throw new Problem(HttpStatus.CONFLICT, "consent-differs", number);
            }
        } catch (LogUnavailable away) {
            throw new Problem(HttpStatus.SERVICE_UNAVAILABLE, "unavailable");
        }
        projector.awaitCaughtUp(SHOWN_WITHIN);
    }

    private Consents.Entry entry(Entered entered) {
        Purpose purpose =
                Purpose.ofCode(entered.purpose)
                        .orElseThrow(() -> invalid("purpose", entered.purpose, purposes()));
        Boolean given = entered.given;
        if (given == null) {
            throw invalid("given", "", "true, false");
        }
        Proof proof = entered.proof;
        Stream.of(proof.wording(), proof.place(), proof.note())
                .flatMap(Stream::ofNullable)
                .filter(text -> text.length() > Proof.LENGTH_MAX)
                .findFirst()
                .ifPresent(text -> {
                    throw invalid("text", text.substring(0, 40) + "…", "≤ " + Proof.LENGTH_MAX);
                });
        Instant saidAt = entered.saidAt;
        if (saidAt != null && saidAt.isBefore(Instant.EPOCH)) {
            throw invalid("saidAt", saidAt.toString(), "≥ " + Instant.EPOCH);
        }
        return new Consents.Entry(purpose, given, saidAt == null ? clock.instant() : saidAt, proof);
    }

    private static String number(Entered entered) {
        String number = Optional.ofNullable(entered.number).orElse("").replace("\0", "").strip();
        if (number.length() > NUMBER_MAX) {
            throw invalid("id", number.substring(0, 40) + "…", "≤ " + NUMBER_MAX);
        }
        return number.isEmpty() ? UUID.randomUUID().toString() : number;
    }

    private static String purposes() {
        return Stream.of(Purpose.values()).map(Purpose::code).collect(Collectors.joining(", "));
    }

    /** One part cannot be taken: which, what it was, and what is allowed. */
    static Problem invalid(String part, String value, String allowed) {
        return new Problem(
                HttpStatus.UNPROCESSABLE_CONTENT, "consent-invalid", part, value, allowed);
    }
}
