package org.stammkunde.score.settings;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.stammkunde.score.ActivityPoints;
import org.stammkunde.score.Rules;
import org.stammkunde.score.ScorePreview;
import org.stammkunde.score.ScorePreview.Bin;
import org.stammkunde.web.Texts;

/**
 * How scores spread before and after, as the script {@code charts.js} draws it.
 *
 * @param kind of chart
 * @param width of a range, in points
 * @param series customers by range, the lowest first; the first range is open below, the last above
 * @param tips what the tooltip of each range says
 * @param thresholds where loyalty begins before and after
 * @param lowest how the first range is called
 * @param highest how the last range is called
 */
record HistogramChart(
        String kind,
        BigDecimal width,
        List<Series> series,
        List<String> tips,
        List<Mark> thresholds,
        String lowest,
        String highest) {

    /** The bars of one version of the rules. */
    record Series(String name, String color, List<Long> values) {}

    /** A line with its name. */
    record Mark(String name, BigDecimal at, String color) {}

    static HistogramChart of(ScorePreview preview, Rules now, Rules draft, Texts texts) {
        List<Bin> bins = preview.bins();
        BigDecimal width = Objects.requireNonNull(bins.get(1).upTo()).toDecimal();
        String before = texts.text("scoreSettings.before");
        String after = texts.text("scoreSettings.after");
        return new HistogramChart(
                "histogram",
                width,
                List.of(
                        new Series(before, "line-strong", bins.stream().map(Bin::before).toList()),
                        new Series(after, "accent", bins.stream().map(Bin::after).toList())),
                bins.stream().map(bin -> tip(bin, texts)).toList(),
                marks(now.threshold(), draft.threshold(), texts),
                range(bins.getFirst(), texts),
                range(bins.getLast(), texts));
    }

    private static List<Mark> marks(ActivityPoints now, ActivityPoints draft, Texts texts) {
        Mark first = new Mark(texts.text("scoreSettings.threshold"), now.toDecimal(), "second-ink");
        return now.equals(draft)
                ? List.of(first)
                : List.of(
                        new Mark(
                                texts.text("scoreSettings.threshold.before"),
                                now.toDecimal(),
                                "ink-soft"),
                        new Mark(
                                texts.text("scoreSettings.threshold.after"),
                                draft.toDecimal(),
                                "second-ink"));
    }

    private static String tip(Bin bin, Texts texts) {
        return texts.text("scoreSettings.bin.tip", range(bin, texts), bin.before(), bin.after());
    }

    /** A range in words. */
    static String range(Bin bin, Texts texts) {
        if (bin.moreThan() == null) {
            return texts.text("scoreSettings.bin.lowest");
        }
        String from = bin.moreThan().format(texts.language().locale());
        return bin.upTo() == null
                ? texts.text("scoreSettings.bin.highest", from)
                : texts.text(
                        "scoreSettings.bin", from, bin.upTo().format(texts.language().locale()));
    }
}
