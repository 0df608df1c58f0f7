package org.stammkunde.web;

import java.util.List;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.stammkunde.web.Problem.Objection;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Says what is wrong with a body that could not be read as JSON of the wanted form. */
final class UnreadableBody {

    private static final int VALUE_SHOWN_MAX = 60;

    private UnreadableBody() {}

    static Problem of(HttpMessageNotReadableException thrown) {
        Problem problem = new Problem(HttpStatus.BAD_REQUEST, "body-unreadable");
        return thrown.getCause() instanceof JacksonException json
                ? problem.because(List.of(new Objection(path(json), reason(json))))
                : problem;
    }

    /** Such as {@code rules.activities.review} or {@code customers[2]}. */
    private static String path(JacksonException json) {
        return json.getPath().stream()
                .map(step ->
                        step.getPropertyName() == null
                                ? "[" + step.getIndex() + "]"
                                : "." + step.getPropertyName())
                .collect(Collectors.joining())
                .replaceFirst("^\\.", "");
    }

    private static String reason(JacksonException json) {
        return switch (json) {
            case UnrecognizedPropertyException unknown ->
                    "`%s` is unknown here; there are %s"
                            .formatted(unknown.getPropertyName(), known(unknown));
            case InvalidFormatException value ->
                    "`%s` is no %s".formatted(shown(value.getValue()), wanted(value));
            case MismatchedInputException other -> "this is no " + wanted(other);
            case StreamReadException broken ->
                    "no JSON at line %d, column %d"
                            .formatted(
                                    broken.getLocation().getLineNr(),
                                    broken.getLocation().getColumnNr());
            default -> "this cannot be read";
        };
    }

    private static String known(UnrecognizedPropertyException unknown) {
        return unknown.getKnownPropertyIds().stream()
                .map(name -> "`" + name + "`")
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static String shown(Object value) {
        String text = String.valueOf(value);
        return text.length() <= VALUE_SHOWN_MAX ? text : text.substring(0, VALUE_SHOWN_MAX) + "…";
    }

    private static String wanted(MismatchedInputException other) {
        Class<?> type = other.getTargetType();
        if (type == null) {
            return "value that is wanted here";
        }
        return switch (type.getSimpleName()) {
            case "int", "Integer", "long", "Long" -> "whole number";
            case "BigDecimal", "double", "Double" -> "number";
            case "boolean", "Boolean" -> "`true` or `false`";
            case "LocalDate" -> "date such as 2026-01-31";
            case "String" -> "text";
            case "List", "ArrayList" -> "list";
            default -> "object of the described form";
        };
    }
}
