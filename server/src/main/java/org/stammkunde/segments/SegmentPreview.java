package org.stammkunde.segments;

import java.util.List;
import java.util.Map;

/**
 * Who would be in a segment.
 *
 * @param count how many
 * @param of of how many customers in all
 * @param sample a few of them
 * @param overlap how many of them are in each existing segment now, by its key
 */
public record SegmentPreview(long count, long of, List<Long> sample, Map<String, Long> overlap) {}
