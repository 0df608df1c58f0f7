package org.stammkunde.api;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.time.YearMonth;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.HandlerMethod;
import org.stammkunde.web.Page;
import tools.jackson.databind.JsonNode;

/** What the OpenAPI document says beyond what the controllers say. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class OpenApiDocument {

    /** Where it is served to every caller. */
    static final String PATH = "/api/openapi.json";

    private static final String KEY = "key";

    /** Operations whose answers are versions. */
    private static final Set<String> TAGGED =
            Set.of(
                    "getRules",
                    "putRules",
                    "getMerchant",
                    "putMerchant",
                    "restoreRules",
                    "getSegment",
                    "putSegment",
                    "createSegment",
                    "snapshotSegment");

    private static final String DESCRIPTION =
            """
            Customers, segments, loyalty scores, imports and figures of one merchant: everything \
            that the console does.

            Send `Authorization: Bearer stk_…` with a key of the console's page "API". Lists are \
            paged by cursor, writes are made safe to repeat by `Idempotency-Key`, settings are \
            changed with `If-Match`, and problems are RFC 9457 documents with a stable `code`.\
            """;

    static {
        SpringDocUtils.getConfig()
                .addRequestWrapperToIgnore(Page.class, Caller.class)
                .replaceWithClass(JsonNode.class, Object.class)
                .replaceWithClass(Currency.class, String.class)
                .replaceWithClass(YearMonth.class, String.class);
    }

    @Bean
    static OpenAPI openApi() {
        Components components =
                new Components()
                        .addSecuritySchemes(
                                KEY,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer")
                                        .description("a key of the console's page \"API\""));
        return new OpenAPI()
                .info(new Info().title("Stammkunde").version("1").description(DESCRIPTION.strip()))
                .servers(List.of(new Server().url("/")))
                .components(ProblemAnswers.into(components))
                .addSecurityItem(new SecurityRequirement().addList(KEY));
    }

    @Bean
    static RecordsInSchemas recordsInSchemas() {
        return new RecordsInSchemas();
    }

    /** Scope, safe repetition and problems of every operation. */
    @Bean
    static OperationCustomizer commonParts() {
        return (operation, method) -> {
            ScopeRule.needed(method).ifPresent(scope -> sayScope(operation, scope));
            if (isWrite(method)) {
                operation.addParametersItem(idempotencyKey());
            }
            sayHeaders(operation);
            ProblemAnswers.into(operation, isWrite(method));
            return operation;
        };
    }

    private static void sayScope(Operation operation, ApiScope scope) {
        String needs = "Needs the scope `%s`.".formatted(scope.code());
        String said = operation.getDescription();
        operation.setDescription(said == null ? needs : said + "\n\n" + needs);
        operation.addExtension("x-scope", scope.code());
    }

    private static boolean isWrite(HandlerMethod method) {
        return ScopeRule.needed(method).filter(ApiScope::isWrite).isPresent();
    }

    /** Names the headers of good answers. */
    private static void sayHeaders(Operation operation) {
        operation
                .getResponses()
                .forEach((status, answer) -> {
                    if (status.startsWith("2") && TAGGED.contains(operation.getOperationId())) {
                        answer.addHeaderObject(
                                "ETag",
                                header("the version, to be sent as `If-Match`").example("\"3\""));
                    }
                    if (status.equals("201")) {
                        answer.addHeaderObject("Location", header("the address of what was made"));
                    }
                });
    }

    private static Header header(String description) {
        return new Header().description(description).schema(new StringSchema());
    }

    private static HeaderParameter idempotencyKey() {
        HeaderParameter header = new HeaderParameter();
        header.name(Idempotency.HEADER)
                .description("makes sending the same once more safe; any text of your own")
                .schema(new StringSchema().maxLength(Idempotency.KEY_MAX))
                .example("import-2026-11-27");
        return header;
    }
}
