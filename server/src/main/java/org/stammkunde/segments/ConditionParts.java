package org.stammkunde.segments;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Texts, lists and names in the JSON of a condition, and what is said where they are wrong. */
final class ConditionParts {

    static final int TEXT_MAX = 200;
    static final int TEXTS_MAX = 200;

    private ConditionParts() {}

    static List<String> someTexts(JsonNode value, String where) {
        List<String> texts = value.isString() ? List.of(text(value, where)) : texts(value, where);
        if (texts.isEmpty()) {
            throw new Wrong(where, "no-texts");
        }
        return texts;
    }

    static List<String> texts(JsonNode value, String where) {
        if (value.isMissingNode()) {
            return List.of();
        }
        if (!value.isArray() || value.size() > TEXTS_MAX) {
            throw new Wrong(where, "no-list", Integer.toString(TEXTS_MAX));
        }
        List<String> texts = new ArrayList<>();
        value.forEach(each -> texts.add(text(each, where)));
        return texts;
    }

    static String text(JsonNode value, String where) {
        if (shown(value).isBlank()) {
            throw new Wrong(where, "text-missing");
        }
        if (!value.isString()
                || value.asString().length() > TEXT_MAX
                || value.asString().indexOf('\0') >= 0) {
            throw new Wrong(where, "no-text", shown(value), Integer.toString(TEXT_MAX));
        }
        return value.asString().strip();
    }

    static String shown(JsonNode value) {
        return value.isMissingNode() ? "" : value.isString() ? value.asString() : value.toString();
    }

    static Set<String> names(JsonNode node, String where) {
        if (!node.isObject()) {
            throw new Wrong(where, "no-object", shown(node));
        }
        return new TreeSet<>(node.propertyNames());
    }

    static void only(Set<String> names, Set<String> allowed, String kind, String where) {
        for (String name : names) {
            if (!allowed.contains(name) && !name.equals(kind)) {
                throw new Wrong(
                        ConditionProblem.unknown(
                                where, "unknown-name", name, new TreeSet<>(allowed)));
            }
        }
    }

    static <T> Optional<T> byCode(T[] all, Function<T, String> code, String asked) {
        return Stream.of(all).filter(each -> code.apply(each).equals(asked)).findFirst();
    }

    /** One problem, which ends the reading of the part it lies in. */
    static final class Wrong extends RuntimeException {

        private static final long serialVersionUID = 1L;

        final transient ConditionProblem problem;

        Wrong(ConditionProblem problem) {
            super(problem.code(), null, false, false);
            this.problem = problem;
        }

        Wrong(String where, String code, String... arguments) {
            this(ConditionProblem.of(where, code, arguments));
        }
    }
}
