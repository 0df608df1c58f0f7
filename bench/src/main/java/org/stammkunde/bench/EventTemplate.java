package org.stammkunde.bench;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of one event with blanks of fixed width for what differs from event to event. Copying
 * and filling in costs the generator a tenth of what building JSON would.
 */
final class EventTemplate {

    /** Blanks as they are written in the text, each with the width of what is filled in. */
    enum Blank {
        MESSAGE("{message}", EventStream.MESSAGE_WIDTH),
        CUSTOMER("{customer}", EventStream.CUSTOMER_WIDTH),
        NUMBER("{number}", EventStream.NUMBER_WIDTH),
        TIME("{time}", EventStream.TIME_WIDTH);

        private final String mark;
        private final int width;

        Blank(String mark, int width) {
            this.mark = mark;
            this.width = width;
        }
    }

    private record Place(Blank blank, int offset) {}

    private final String path;
    private final byte[] bytes;
    private final List<Place> places;

    private EventTemplate(String path, byte[] bytes, List<Place> places) {
        this.path = path;
        this.bytes = bytes;
        this.places = places;
    }

    /**
     * A template from its text.
     *
     * @param path where such an event is sent as a single call, such as {@code /v1/track}
     * @param text a JSON object with {@linkplain Blank blanks}; plain ASCII
     */
    static EventTemplate of(String path, String text) {
        StringBuilder plain = new StringBuilder();
        List<Place> places = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            Blank blank = blankAt(text, at);
            if (blank == null) {
                plain.append(text.charAt(at++));
            } else {
                places.add(new Place(blank, plain.length()));
                plain.repeat('0', blank.width);
                at += blank.mark.length();
            }
        }
        byte[] bytes = plain.toString().getBytes(StandardCharsets.US_ASCII);
        return new EventTemplate(path, bytes, List.copyOf(places));
    }

    String path() {
        return path;
    }

    int length() {
        return bytes.length;
    }

    /** Writes one event at the given offset and returns the offset after it. */
    int write(byte[] into, int at, EventStream.Values values) {
        System.arraycopy(bytes, 0, into, at, bytes.length);
        for (Place place : places) {
            values.fill(place.blank, into, at + place.offset);
        }
        return at + bytes.length;
    }

    private static @Nullable Blank blankAt(String text, int at) {
        for (Blank blank : Blank.values()) {
            if (text.startsWith(blank.mark, at)) {
                return blank;
            }
        }
        return null;
    }
}
