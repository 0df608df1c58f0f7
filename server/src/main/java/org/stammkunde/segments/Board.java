package org.stammkunde.segments;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.stammkunde.events.Source;
import org.stammkunde.insights.CustomerFifths;
import org.stammkunde.score.Scores;

/** All segments in force, with what they may name and what they read. */
record Board(List<SegmentDefinition> segments, Known known, Map<String, Reads> reads) {

    static Board of(
            List<SegmentDefinition> segments,
            List<Source> sources,
            Map<EventQuestion.Key, Integer> questions,
            Scores scores,
            CustomerFifths fifths) {
        Map<String, Condition> conditions = new LinkedHashMap<>();
        segments.forEach(segment -> conditions.put(segment.key(), segment.inForce()));
        Map<String, Integer> numbers =
                sources.stream().collect(Collectors.toMap(Source::name, Source::id));
        Known known = new Known(conditions, numbers, questions, scores, fifths);
        Map<String, Reads> reads = new HashMap<>();
        segments.forEach(segment -> reads.put(segment.key(), Reads.of(segment.inForce(), known)));
        return new Board(List.copyOf(segments), known, Map.copyOf(reads));
    }

    Optional<SegmentDefinition> segment(String key) {
        return segments.stream().filter(segment -> segment.key().equals(key)).findFirst();
    }

    /** The segments that ask for RFM scores. */
    List<SegmentDefinition> readingFifths() {
        return segments.stream().filter(segment -> readsOf(segment).rfm()).toList();
    }

    /** What a segment reads. */
    Reads readsOf(SegmentDefinition segment) {
        return reads.getOrDefault(segment.key(), Reads.of(segment.inForce(), known));
    }

    /** The segments whose members depend on this one, itself among them. */
    List<SegmentDefinition> dependingOn(String key) {
        return segments.stream().filter(segment -> dependsOn(segment, key)).toList();
    }

    private boolean dependsOn(SegmentDefinition segment, String key) {
        return segment.key().equals(key)
                || segment.inForce()
                        .questions()
                        .anyMatch(question ->
                                question instanceof Condition.InSegment(String other)
                                        && segment(other)
                                                .filter(next -> dependsOn(next, key))
                                                .isPresent());
    }
}
