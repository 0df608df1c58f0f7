package org.stammkunde.collect;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.stammkunde.events.Source;
import org.stammkunde.events.Sources;

/** Notes when each source was last heard, once a minute, which costs senders nothing. */
final class Heard {

    private static final Duration BETWEEN = Duration.ofMinutes(1);

    private final Sources sources;
    private final Map<Integer, Instant> noted = new ConcurrentHashMap<>();

    Heard(Sources sources) {
        this.sources = sources;
    }

    void note(Source source, Instant at) {
        Instant last = noted.get(source.id());
        if (last == null || Duration.between(last, at).abs().compareTo(BETWEEN) >= 0) {
            noted.put(source.id(), at);
            sources.noteHeard(source, at);
        }
    }
}
