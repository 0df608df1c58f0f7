package org.stammkunde.api;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How the document tells of problems: one schema, one answer for each status. */
final class ProblemAnswers {

    private static final String PROBLEM = "Problem";
    private static final String ERROR = "ProblemError";

    /** Name, code and meaning of the answers by status. */
    private enum Answer {
        INVALID(
                "400",
                "parameter-invalid",
                "something sent cannot be read or has no allowed value"),
        NO_KEY("401", "key-invalid", "no key was sent, or one that does not work"),
        NO_SCOPE("403", "scope-missing", "the key lacks the scope"),
        NOTHING("404", "not-found", "there is nothing with this name or number"),
        CONFLICT("409", "idempotency-in-progress", "what is there stands against it"),
        OUTDATED("412", "version-outdated", "somebody else changed it; nothing was done"),
        NOT_TAKEN("422", "idempotency-key-reused", "it could be read and is not taken"),
        NO_VERSION("428", "if-match-missing", "the version that was changed is not named"),
        TOO_OFTEN(
                "429", "rate-limited", "too many requests; `Retry-After` says when to come again");

        private final String status;
        private final String code;
        private final String meaning;

        Answer(String status, String code, String meaning) {
            this.status = status;
            this.code = code;
            this.meaning = meaning;
        }
    }

    private ProblemAnswers() {}

    static Components into(Components components) {
        components.addSchemas(ERROR, error()).addSchemas(PROBLEM, problem());
        for (Answer answer : Answer.values()) {
            components.addResponses(name(answer), answer(answer));
        }
        components.addResponses(
                PROBLEM, new ApiResponse().description("a problem").content(content(null)));
        return components;
    }

    /** Names the problems that this operation can have, besides any of ours. */
    static void into(Operation operation, boolean isWrite) {
        Stream.of(Answer.values())
                .filter(answer -> canHave(operation, isWrite, answer))
                .forEach(answer ->
                        operation
                                .getResponses()
                                .addApiResponse(answer.status, reference(name(answer))));
        operation.getResponses().addApiResponse("default", reference(PROBLEM));
    }

    private static boolean canHave(Operation operation, boolean isWrite, Answer answer) {
        return switch (answer) {
            case INVALID, NO_KEY, NO_SCOPE, TOO_OFTEN -> true;
            case NOTHING -> has(operation, "path", "");
            case CONFLICT, NOT_TAKEN -> isWrite;
            case OUTDATED, NO_VERSION -> has(operation, "header", "If-Match");
        };
    }

    private static boolean has(Operation operation, String in, String name) {
        List<Parameter> parameters = operation.getParameters();
        return parameters != null
                && parameters.stream()
                        .anyMatch(parameter ->
                                in.equals(parameter.getIn())
                                        && (name.isEmpty() || name.equals(parameter.getName())));
    }

    private static String name(Answer answer) {
        return PROBLEM + answer.status;
    }

    private static ApiResponse reference(String name) {
        return new ApiResponse().$ref("#/components/responses/" + name);
    }

    private static ApiResponse answer(Answer answer) {
        ApiResponse response =
                new ApiResponse().description(answer.meaning).content(content(example(answer)));
        if (answer == Answer.TOO_OFTEN) {
            response.addHeaderObject(
                    "Retry-After",
                    new Header()
                            .description("seconds to wait")
                            .schema(new IntegerSchema().example(1)));
        }
        return response;
    }

    private static Content content(@Nullable Object example) {
        MediaType problem =
                new MediaType().schema(new Schema<>().$ref("#/components/schemas/" + PROBLEM));
        if (example != null) {
            problem.example(example);
        }
        return new Content().addMediaType("application/problem+json", problem);
    }

    private static Map<String, Object> example(Answer answer) {
        Map<String, Object> example = new LinkedHashMap<>();
        example.put("type", "urn:stammkunde:problem:" + answer.code);
        example.put("title", "What was wrong, in the reader's language");
        example.put("status", Integer.parseInt(answer.status));
        example.put("detail", "What is allowed, and what to do");
        example.put("instance", "/api/…");
        example.put("code", answer.code);
        return example;
    }

    private static Schema<?> problem() {
        return new ObjectSchema()
                .description("RFC 9457; `title` and `detail` follow `Accept-Language`")
                .addProperty("type", new StringSchema().description("a URN with the code"))
                .addProperty("title", new StringSchema().description("what was wrong"))
                .addProperty("status", new IntegerSchema())
                .addProperty(
                        "detail", new StringSchema().description("what is allowed, what to do"))
                .addProperty("instance", new StringSchema().description("the path asked for"))
                .addProperty("code", new StringSchema().description("stable name of the reason"))
                .addProperty(
                        "errors",
                        new ArraySchema()
                                .items(new Schema<>().$ref("#/components/schemas/" + ERROR))
                                .description("everything that is wrong with what was sent"))
                .required(List.of("type", "title", "status", "detail", "instance", "code"));
    }

    private static Schema<?> error() {
        return new ObjectSchema()
                .addProperty(
                        "at",
                        new StringSchema()
                                .description("where, as a path in what was sent; empty for all"))
                .addProperty("detail", new StringSchema().description("what is wrong there"))
                .required(List.of("at", "detail"));
    }
}
