package org.stammkunde.collect.files;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns the dates and times of a file into instants, and counts those that the clock change of the
 * zone makes impossible or double.
 *
 * <p>A time in the hour that is skipped in spring is read as one hour later, one in the hour that
 * comes twice in autumn as the first of both.
 */
final class PlacedAt {
    private final ZoneId zone;
    private final DateStyle style;
    private final int currentYear;
    private long skipped;
    private long doubled;

    /** Rows of one order stand together and have the same date: the last one is remembered. */
    private String lastText = "";

    private String lastTime = "";
    private @Nullable Instant lastInstant;

    PlacedAt(ZoneId zone, DateStyle style, Instant now) {
        this.zone = zone;
        this.style = style;
        this.currentYear = now.atZone(zone).getYear();
    }

    /** The instant, or null if the text is no date or the time no time. */
    @Nullable Instant instant(String text, String time) {
        if (!text.equals(lastText) || !time.equals(lastTime)) {
            lastInstant = parse(text, time);
            lastText = text;
            lastTime = time;
        }
        return lastInstant;
    }

    private @Nullable Instant parse(String text, String time) {
        DateText date = DateText.parse(text, style, currentYear);
        if (date == null) {
            return null;
        }
        if (date.offset() != null) {
            return date.local().toInstant(date.offset());
        }
        if (time.isEmpty()) {
            return inZone(date.local(), date.timed());
        }
        LocalTime ownTime = DateText.parseTime(time);
        return ownTime == null ? null : inZone(date.local().with(ownTime), true);
    }

    private Instant inZone(LocalDateTime local, boolean timed) {
        int offsets = zone.getRules().getValidOffsets(local).size();
        if (timed && offsets == 0) {
            skipped++;
        } else if (timed && offsets > 1) {
            doubled++;
        }
        return ZonedDateTime.ofLocal(local, zone, null).toInstant();
    }

    /** What is to be said about the times of the file. */
    List<Statement> notes() {
        List<Statement> notes = new ArrayList<>();
        if (skipped > 0) {
            notes.add(
                    Statement.of(
                            "times-skipped",
                            "%,d times do not exist in %s, because the clock was set forward; read"
                                    + " as one hour later",
                            skipped,
                            zone));
        }
        if (doubled > 0) {
            notes.add(
                    Statement.of(
                            "times-doubled",
                            "%,d times came twice in %s, because the clock was set back; read as"
                                    + " the first",
                            doubled,
                            zone));
        }
        return notes;
    }
}
