package org.stammkunde.score.settings;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stammkunde.score.Activity;
import org.stammkunde.score.RuleField;
import org.stammkunde.score.RuleField.Setting;
import org.stammkunde.score.RuleVersion;
import org.stammkunde.score.ScoreRules;
import org.stammkunde.web.Texts;

/**
 * The form.
 *
 * @param current the rules in force
 * @param seen the version that the reader has seen and changes
 * @param form what stands in the fields
 * @param objections what is wrong in which field
 * @param reason what stands in the field for the reason
 * @param reasonMissing whether it must be given
 * @param note what happened before, if anything
 */
record SettingsView(
        RuleVersion current,
        int seen,
        RulesForm form,
        Map<String, RulesForm.Objection> objections,
        String reason,
        boolean reasonMissing,
        @Nullable Note note,
        Texts texts) {

    /** What the reader should know first. */
    sealed interface Note {

        /** The rules were put in force just now, and can be taken back. */
        record Saved(RuleVersion version, RuleVersion before) implements Note {}

        /** A former version stands in the form and is not in force. */
        record Former(RuleVersion version) implements Note {}

        /** Nothing was different. */
        record Same() implements Note {}

        /** Somebody else was faster. */
        record Outdated(RuleVersion newer, List<RuleText.Line> theirs) implements Note {}
    }

    static SettingsView of(RuleVersion current, RulesForm form, @Nullable Note note, Texts texts) {
        return new SettingsView(current, current.version(), form, Map.of(), "", false, note, texts);
    }

    List<Activity> activities() {
        return List.of(Activity.values());
    }

    List<Setting> columns() {
        return RuleField.OF_AN_ACTIVITY;
    }

    RuleField field(Setting setting) {
        return new RuleField(setting, null);
    }

    RuleField field(Setting setting, Activity activity) {
        return new RuleField(setting, activity);
    }

    String label(RuleField field) {
        return RuleText.title(field, texts);
    }

    @Nullable String objection(RuleField field) {
        return Optional.ofNullable(objections.get(field.name()))
                .map(objection -> RuleText.objection(objection, texts))
                .orElse(null);
    }

    int reasonMax() {
        return ScoreRules.REASON_MAX;
    }

    String called(RuleVersion version) {
        return RuleText.called(version, texts);
    }
}
