package org.stammkunde.segments;

import java.util.Map;
import java.util.Optional;
import org.stammkunde.insights.CustomerFifths;
import org.stammkunde.score.Scores;

/**
 * What conditions may name.
 *
 * @param segments the condition in force of each segment
 * @param sources the numbers of the sources by name
 * @param questions the numbers of the events that are counted
 * @param scores tells the scores of other days than today
 * @param fifths parts customers into fifths as of a day gone by
 */
record Known(
        Map<String, Condition> segments,
        Map<String, Integer> sources,
        Map<EventQuestion.Key, Integer> questions,
        Scores scores,
        CustomerFifths fifths) {

    Condition conditionOf(String segment) {
        Condition condition = segments.get(segment);
        if (condition == null) {
            throw new IllegalArgumentException("there is no segment `" + segment + "`");
        }
        return condition;
    }

    Optional<Integer> numberOf(EventQuestion question) {
        return Optional.ofNullable(questions.get(question.key(sources)));
    }

    /** The number of a source; one that no fact has for a name that no source has. */
    int source(String name) {
        return sources.getOrDefault(name, -1);
    }
}
