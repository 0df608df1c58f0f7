package org.stammkunde.segments;

import java.util.List;
import org.stammkunde.web.Texts;

/**
 * The history of a segment's size, as the script {@code charts.js} draws it.
 *
 * @param kind of chart
 * @param points day and size
 * @param tips what the tooltip of each point says
 */
record SizeChart(String kind, List<List<Object>> points, List<String> tips) {

    static SizeChart of(List<SegmentTable.Day> days, Texts texts) {
        return new SizeChart(
                "steps",
                days.stream()
                        .map(day -> List.<Object>of(day.day().toString(), day.size()))
                        .toList(),
                days.stream()
                        .map(day ->
                                texts.text(
                                        "segments.history.tip",
                                        texts.date(day.day()),
                                        day.size(),
                                        day.entered(),
                                        day.left()))
                        .toList());
    }
}
