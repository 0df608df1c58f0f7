package org.stammkunde.segments;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stammkunde.events.Sources;
import org.stammkunde.insights.CustomerFifths;
import org.stammkunde.score.Scores;

/** Reads the segments in force; they change seldom and are asked for with every batch. */
final class Boards {

    private final Definitions definitions;
    private final CountedEvents events;
    private final Sources sources;
    private final Scores scores;
    private final CustomerFifths fifths;
    private volatile @Nullable Kept kept;

    Boards(
            JdbcClient jdbc,
            CountedEvents events,
            Sources sources,
            Scores scores,
            CustomerFifths fifths) {
        definitions = new Definitions(jdbc);
        this.events = events;
        this.sources = sources;
        this.scores = scores;
        this.fifths = fifths;
    }

    /** What was read, and how many versions there were. */
    private record Kept(long versions, Board board) {}

    /**
     * The segments as they are committed, or as the caller's transaction has changed them. Nobody
     * waits here for another: who waits for a connection must not hold up a batch.
     */
    Board current() {
        long versions = definitions.count();
        Kept known = kept;
        if (known == null || known.versions() != versions) {
            known = new Kept(versions, read());
            kept = known;
        }
        return known.board();
    }

    /** The same, also with sources and counted events that are new. */
    Board read() {
        return Board.of(definitions.current(), sources.all(), events.numbers(), scores, fifths);
    }
}
