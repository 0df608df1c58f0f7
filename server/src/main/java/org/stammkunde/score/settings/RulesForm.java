package org.stammkunde.score.settings;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.stammkunde.score.RuleField;
import org.stammkunde.score.Rules;

/**
 * The rules as they stand in the fields of the form.
 *
 * @param texts what stands in each field, by its {@linkplain RuleField#name() name}; blank for no
 *     limit
 */
record RulesForm(Map<String, String> texts) {

    private static final int TEXT_MAX = 40;

    /**
     * What the form means.
     *
     * @param rules the rules with everything that could be read
     * @param objections what could not, by the name of the field
     */
    record Reading(Rules rules, Map<String, Objection> objections) {

        boolean isFine() {
            return objections.isEmpty();
        }
    }

    /**
     * Why the text in a field is not taken.
     *
     * @param field where it stands
     * @param key of the message, which takes the text, the least and the greatest allowed value
     * @param text what stands there
     */
    record Objection(RuleField field, String key, String text) {}

    static RulesForm of(Rules rules, Locale locale) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (RuleField field : RuleField.ALL) {
            BigDecimal value = field.in(rules);
            texts.put(field.name(), value == null ? "" : NumberText.forField(value, locale));
        }
        return new RulesForm(texts);
    }

    /** What a browser sent; fields that it left out are blank. */
    static RulesForm sent(Map<String, String> parameters) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (RuleField field : RuleField.ALL) {
            String text = parameters.getOrDefault(field.name(), "").strip();
            texts.put(field.name(), text.substring(0, Math.min(text.length(), TEXT_MAX)));
        }
        return new RulesForm(texts);
    }

    String text(RuleField field) {
        return texts.getOrDefault(field.name(), "");
    }

    Reading read(Locale locale) {
        Rules rules = Rules.READY_MADE;
        Map<String, Objection> objections = new LinkedHashMap<>();
        for (RuleField field : RuleField.ALL) {
            String text = text(field);
            Optional<BigDecimal> value = NumberText.parse(text, locale);
            Optional<String> wrong = objection(field.setting(), text, value);
            if (wrong.isPresent()) {
                objections.put(field.name(), new Objection(field, wrong.get(), text));
            } else {
                rules = field.put(rules, value.orElse(null));
            }
        }
        return new Reading(rules, objections);
    }

    private static Optional<String> objection(
            RuleField.Setting setting, String text, Optional<BigDecimal> value) {
        if (text.isEmpty()) {
            return setting.required() ? Optional.of("missing") : Optional.empty();
        }
        if (value.isEmpty()) {
            return Optional.of("number");
        }
        if (setting.allows(value.get())) {
            return Optional.empty();
        }
        return Optional.of(setting.inDays() ? "days" : "points");
    }

    /**
     * The author's own changes, put upon rules that somebody else changed meanwhile: a field that
     * the author left alone follows the newer rules.
     */
    RulesForm upon(RulesForm seen, RulesForm newer) {
        Map<String, String> merged = new LinkedHashMap<>(texts);
        merged.replaceAll((name, text) ->
                text.equals(seen.texts().get(name)) ? newer.texts().getOrDefault(name, "") : text);
        return new RulesForm(merged);
    }
}
