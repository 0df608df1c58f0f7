package org.stammkunde.score.settings;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stammkunde.score.RuleField;
import org.stammkunde.score.RuleField.Difference;
import org.stammkunde.score.RuleVersion;
import org.stammkunde.score.Rules;
import org.stammkunde.web.Texts;

/** Rules in the reader's words. */
final class RuleText {

    private RuleText() {}

    /**
     * A difference between two versions.
     *
     * @param what which figure, such as {@code Click in an e-mail: most per day}
     */
    record Line(String what, String before, String after) {}

    static List<Line> differences(Rules before, Rules after, Texts texts) {
        return RuleField.differences(before, after).stream()
                .map(difference -> line(difference, texts))
                .toList();
    }

    private static Line line(Difference difference, Texts texts) {
        return new Line(
                title(difference.field(), texts),
                value(difference.field(), difference.before(), texts),
                value(difference.field(), difference.after(), texts));
    }

    static String title(RuleField field, Texts texts) {
        String setting = texts.text("scoreSettings." + field.setting().code());
        String activity = field.activityTitle(texts.language().locale());
        return activity.isEmpty()
                ? setting
                : texts.text("scoreSettings.ofActivity", activity, setting);
    }

    private static String value(RuleField field, @Nullable BigDecimal value, Texts texts) {
        if (value == null) {
            return texts.text("scoreSettings.none." + field.setting().code());
        }
        String number = texts.decimal(value, 6);
        return field.setting().inDays() ? texts.text("scoreSettings.days", value) : number;
    }

    static String objection(RulesForm.Objection objection, Texts texts) {
        RuleField.Setting setting = objection.field().setting();
        return texts.text(
                "scoreSettings.wrong." + objection.key(),
                objection.text(),
                setting.min(),
                setting.max());
    }

    /** A version by its number; the ready-made rules have none. */
    static String called(RuleVersion version, Texts texts) {
        return version.version() == 0
                ? texts.text("scoreSettings.readyMade")
                : texts.text("scoreSettings.version", String.valueOf(version.version()));
    }
}
