package org.stammkunde.segments;

/**
 * A segment as somebody wants it.
 *
 * @param key empty for a new one, whose key is made of its title
 * @param reason why it is changed, may be empty
 */
public record SegmentDraft(
        String key,
        String title,
        String description,
        SegmentDefinition.Kind kind,
        Condition condition,
        String author,
        String reason) {}
