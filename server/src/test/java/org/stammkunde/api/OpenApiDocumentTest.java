package org.stammkunde.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.stammkunde.security.ProgramKey;
import tools.jackson.databind.JsonNode;

/** The OpenAPI document names everything there is, and all of it fully. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"spring.application.name=api", "stammkunde.api.requests-per-minute=100000"})
class OpenApiDocumentTest {

    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

    @LocalServerPort private int port;
    @Autowired private ApplicationContext context;
    @Autowired private RequestMappingHandlerMapping requestMappingHandlerMapping;

    private JsonNode document;

    @BeforeEach
    void theDocument() {
        Program program =
                new Program(port, ProgramKey.of(context, "document", ApiScope.REPORT_READ));
        document = program.json(OpenApiDocument.PATH);
    }

    @Test
    void everyAddressAndMethodStandsInIt() {
        Set<String> served = new TreeSet<>();
        requestMappingHandlerMapping
                .getHandlerMethods()
                .keySet()
                .forEach(mapping ->
                        mapping.getPatternValues().stream()
                                .filter(path -> path.startsWith("/api/"))
                                .filter(path -> !path.startsWith(OpenApiDocument.PATH))
                                .forEach(path ->
                                        mapping.getMethodsCondition()
                                                .getMethods()
                                                .forEach(method ->
                                                        served.add(method + " " + path))));
        Set<String> described = new TreeSet<>();
        eachOperation((name, _) -> described.add(name));

        assertThat(described).isEqualTo(served);
        assertThat(described).hasSizeGreaterThan(50);
    }

    @Test
    void everyOperationSaysWhatItDoesNeedsAndAnswers() {
        List<String> names = new ArrayList<>();
        eachOperation((name, operation) -> {
            names.add(operation.path("operationId").asString());
            assertThat(operation.path("summary").asString()).as(name).isNotBlank();
            assertThat(operation.path("tags")).as(name).hasSize(1);
            assertThat(operation.path("x-scope").asString()).as(name).contains(":");
            JsonNode answers = operation.path("responses");
            assertThat(answers.propertyNames())
                    .as(name)
                    .contains("400", "401", "403", "429", "default");
            checkSuccess(name, answers);
            boolean isTagged = operation.toString().contains("\"If-Match\"");
            if (isTagged && !name.startsWith("DELETE")) {
                assertThat(answers.at("/200/headers/ETag").isObject()).as(name).isTrue();
            }
            boolean isWrite = operation.path("x-scope").asString().endsWith(":write");
            assertThat(operation.path("parameters").toString().contains("Idempotency-Key"))
                    .as(name)
                    .isEqualTo(isWrite);
            operation
                    .path("parameters")
                    .forEach(parameter ->
                            assertThat(parameter.path("schema").isObject()).as(name).isTrue());
        });

        assertThat(names).doesNotHaveDuplicates().allMatch(name -> name.matches("[a-zA-Z]+"));
    }

    private static void checkSuccess(String name, JsonNode answers) {
        List<String> good =
                answers.propertyNames().stream().filter(code -> code.startsWith("2")).toList();
        assertThat(good).as(name).hasSize(1);
        JsonNode content = answers.path(good.getFirst()).path("content");
        if (good.getFirst().equals("204")) {
            assertThat(content.isMissingNode()).as(name).isTrue();
            return;
        }
        assertThat(content.propertyNames()).as(name).isNotEmpty().doesNotContain("*/*");
        content.forEach(each -> assertThat(each.path("schema").isObject()).as(name).isTrue());
    }

    @Test
    void everythingItRefersToIsThere() {
        List<String> references = new ArrayList<>();
        collectReferences(document, references);

        assertThat(references).hasSizeGreaterThan(200);
        assertThat(new TreeSet<>(references))
                .allSatisfy(reference ->
                        assertThat(document.at(reference.substring(1)).isObject())
                                .as(reference)
                                .isTrue());
    }

    private static void collectReferences(JsonNode node, List<String> references) {
        if (node.has("$ref")) {
            references.add(node.path("$ref").asString());
        }
        node.values().forEach(child -> collectReferences(child, references));
    }

    @Test
    void schemasSayWhatIsAlwaysThereAndWhatCanBeNull() {
        JsonNode customer = document.at("/components/schemas/CustomerSummary");
        assertThat(customer.path("required").toString())
                .contains("\"id\"", "\"revenue\"")
                .doesNotContain("\"email\"");
        assertThat(customer.at("/properties/email/nullable").asBoolean()).isTrue();
        assertThat(customer.at("/properties/currency/type").asString()).isEqualTo("string");
        assertThat(customer.at("/properties/name/example").asString()).isNotBlank();
        assertThat(
                        document.at("/components/schemas/SegmentDocument/properties/condition/type")
                                .asString())
                .isEqualTo("object");
        assertThat(document.at("/components/schemas/CustomerTrait/properties/value").has("type"))
                .as("a trait is any JSON")
                .isFalse();
        JsonNode change = document.at("/components/schemas/RulesChange");
        assertThat(change.path("required").toString()).contains("rules", "reason");
        assertThat(document.at("/components/securitySchemes/key/scheme").asString())
                .isEqualTo("bearer");
        assertThat(document.at("/components/schemas/Problem/required").toString())
                .contains("\"code\"");
        assertThat(
                        document.at(
                                        "/components/responses/Problem412/content/"
                                                + "application~1problem+json/example/code")
                                .asString())
                .isEqualTo("version-outdated");
        assertThat(document.at("/paths/~1api~1customers/get/parameters").toString())
                .contains("\"scoreMin\"", "\"tag\"", "\"q\"");
    }

    private void eachOperation(BiConsumer<String, JsonNode> taker) {
        document.path("paths")
                .propertyStream()
                .forEach(path ->
                        path.getValue()
                                .propertyStream()
                                .filter(each -> METHODS.contains(each.getKey()))
                                .forEach(each ->
                                        taker.accept(
                                                each.getKey().toUpperCase(Locale.ROOT)
                                                        + " "
                                                        + path.getKey(),
                                                each.getValue())));
    }
}
