package org.stammkunde.score.settings;

import java.util.List;
import org.stammkunde.score.RuleVersion;
import org.stammkunde.score.Rules;
import org.stammkunde.score.ScorePreview;
import org.stammkunde.score.ScorePreview.Bin;
import org.stammkunde.score.ScorePreview.Estimate;
import org.stammkunde.score.ScorePreview.Example;
import org.stammkunde.web.Texts;

/** What a change would do, beside the form. */
sealed interface PreviewView {

    /** The form cannot be read yet. */
    record Unreadable(List<String> objections) implements PreviewView {}

    /**
     * What the draft does.
     *
     * @param current the rules in force
     * @param seen the version that the form was made from
     */
    record Shown(RuleVersion current, int seen, Rules draft, ScorePreview preview, Texts texts)
            implements PreviewView {

        /** Whether somebody put other rules in force since the form was made. */
        boolean isOutdated() {
            return current.version() != seen;
        }

        List<RuleText.Line> differences() {
            return RuleText.differences(current.rules(), draft, texts);
        }

        HistogramChart chart() {
            return HistogramChart.of(preview, current.rules(), draft, texts);
        }

        String range(Bin bin) {
            return HistogramChart.range(bin, texts);
        }

        /** The number, marked as estimated where it is. */
        String number(Estimate estimate) {
            String number = texts.number(estimate.value());
            return estimate.margin() == 0
                    ? number
                    : texts.text("scoreSettings.about", number, texts.number(estimate.margin()));
        }

        String called(Example example) {
            return example.name() != null
                    ? example.name()
                    : texts.text("scoreSettings.nameless", String.valueOf(example.customer()));
        }

        /** How the points of an example change. */
        String points(Example example) {
            var locale = texts.language().locale();
            return texts.text(
                    "scoreSettings.points",
                    example.before().format(locale),
                    example.after().format(locale));
        }
    }
}
