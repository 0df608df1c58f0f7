package org.stammkunde.customers;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.stammkunde.api.ApiList;
import org.stammkunde.api.ApiScope;
import org.stammkunde.api.FactAddress;
import org.stammkunde.api.NeedsScope;
import org.stammkunde.consent.Consent;
import org.stammkunde.consent.Consents;
import org.stammkunde.consent.Statement;
import org.stammkunde.consent.Statement.Proof;
import org.stammkunde.events.Identifier;
import org.stammkunde.events.IdentifierType;
import org.stammkunde.events.Source;
import org.stammkunde.events.Sources;
import org.stammkunde.web.Page;

/** What customers agreed or objected to, for programs. */
@RestController
@RequestMapping("/api")
@Tag(name = "Consent", description = "what customers agreed or objected to, and how they said it")
class ConsentsApi {

    /** Where a phone number without a country is dialled, as in the tracking API. */
    private static final String PHONE_REGION = "DE";

    private final Consents consents;
    private final ConsentEntries entries;
    private final KnownCustomers known;
    private final Sources sources;

    ConsentsApi(Consents consents, ConsentEntries entries, KnownCustomers known, Sources sources) {
        this.consents = consents;
        this.entries = entries;
        this.known = known;
        this.sources = sources;
    }

    /** A statement as it is told. */
    record StatementDocument(
            String purpose,
            boolean given,
            Instant saidAt,
            String source,
            @Nullable String wording,
            @Nullable String place,
            @Nullable String note,
            @Nullable String recordedBy) {

        static StatementDocument of(Statement statement) {
            Optional<Proof> proof = Optional.ofNullable(statement.proof());
            return new StatementDocument(
                    statement.purpose().code(),
                    statement.given(),
                    statement.saidAt(),
                    statement.source(),
                    proof.map(Proof::wording).orElse(null),
                    proof.map(Proof::place).orElse(null),
                    proof.map(Proof::note).orElse(null),
                    proof.map(Proof::recordedBy).orElse(null));
        }
    }

    /** How a customer stands to a purpose, and the statements that decide it. */
    record ConsentDocument(
            String purpose,
            @Schema(allowableValues = {"given", "withdrawn", "none"}) String state,
            List<StatementDocument> because) {

        static ConsentDocument of(Consent consent) {
            return new ConsentDocument(
                    consent.purpose().code(),
                    consent.state().code(),
                    consent.because().stream().map(StatementDocument::of).toList());
        }
    }

    /** A statement to be recorded. */
    record NewStatement(
            @Schema(
                            requiredMode = Schema.RequiredMode.REQUIRED,
                            example = "marketing-email",
                            allowableValues = {
                                "analysis",
                                "profiling",
                                "tracking",
                                "marketing-email",
                                "marketing-sms",
                                "marketing-whatsapp",
                                "marketing-push",
                                "marketing-phone",
                                "marketing-post"
                            })
                    @Nullable String purpose,
            @Schema(
                            requiredMode = Schema.RequiredMode.REQUIRED,
                            description = "agreed, or else objected")
                    @Nullable Boolean given,
            @Schema(description = "now if left out") @Nullable Instant saidAt,
            @Schema(description = "what was agreed to, word for word") @Nullable String wording,
            @Schema(description = "the form, page or occasion", example = "/newsletter")
                    @Nullable String place,
            @Schema(description = "such as the time of the confirmation") @Nullable String note,
            @Schema(description = "your number of the statement; sent again it is recorded once")
                    @Nullable String id) {}

    /** Of whom an identifier is known. */
    record Person(
            @Schema(
                            requiredMode = Schema.RequiredMode.REQUIRED,
                            allowableValues = {
                                "email",
                                "phone",
                                "card",
                                "customer_id",
                                "anonymous_id"
                            })
                    @Nullable String type,
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "anna@example.com")
                    @Nullable String value,
            @Schema(
                            description =
                                    "whose customer number or browser id it is: a source's"
                                            + " namespace; needed for these two")
                    @Nullable String namespace) {}

    /** A statement of somebody who need not be a customer yet. */
    record NewStatementOf(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable Person person,
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
                    @Nullable NewStatement statement) {}

    @GetMapping("/customers/{id}/consents")
    @NeedsScope(ApiScope.CUSTOMERS_READ)
    @Operation(summary = "Tells what a customer allows, and why", operationId = "listConsents")
    ApiList<ConsentDocument> consents(@PathVariable long id) {
        return ApiList.whole(
                consents.of(known.current(id)).stream().map(ConsentDocument::of).toList());
    }

    @GetMapping("/customers/{id}/consents/history")
    @NeedsScope(ApiScope.CUSTOMERS_READ)
    @Operation(
            summary = "Lists what a customer said about consent, the latest first",
            operationId = "listConsentHistory")
    ApiList<StatementDocument> history(@PathVariable long id) {
        return ApiList.whole(
                consents.history(known.current(id)).stream().map(StatementDocument::of).toList());
    }

    @PostMapping("/customers/{id}/consents")
    @NeedsScope(ApiScope.CUSTOMERS_WRITE)
    @Operation(
            summary = "Records what a customer agreed or objected to",
            operationId = "recordConsent")
    ApiList<ConsentDocument> record(
            Page page,
            HttpServletRequest request,
            @PathVariable long id,
            @RequestBody NewStatement statement) {
        long customer = known.current(id);
        entries.record(customer, entered(statement, request, page));
        return ApiList.whole(consents.of(customer).stream().map(ConsentDocument::of).toList());
    }

    @PostMapping("/consents")
    @NeedsScope(ApiScope.CUSTOMERS_WRITE)
    @Operation(
            summary = "Records what somebody agreed or objected to",
            description = "By an identifier, also before anything else is known of the person.",
            operationId = "recordConsentOf")
    @ApiResponse(responseCode = "204", description = "recorded")
    ResponseEntity<Void> recordOf(
            Page page, HttpServletRequest request, @RequestBody NewStatementOf said) {
        NewStatement statement = said.statement();
        if (statement == null) {
            throw ConsentEntries.invalid("statement", "", "{purpose, given, …}");
        }
        entries.record(identifier(said.person()), entered(statement, request, page));
        return ResponseEntity.noContent().build();
    }

    private Identifier identifier(@Nullable Person person) {
        String type = person == null || person.type() == null ? "" : person.type();
        String value = person == null || person.value() == null ? "" : person.value();
        String namespace = person == null || person.namespace() == null ? "" : person.namespace();
        Optional<Identifier> identifier =
                switch (type) {
                    case "email" -> Identifier.email(value);
                    case "phone" -> Identifier.phone(value, PHONE_REGION);
                    case "card" -> Identifier.card(value);
                    case "customer_id" -> Identifier.customerId(known(namespace), value);
                    case "anonymous_id" -> Identifier.anonymousId(known(namespace), value);
                    default ->
                            throw ConsentEntries.invalid(
                                    "person.type",
                                    type,
                                    Stream.of(IdentifierType.values())
                                            .map(IdentifierType::wireName)
                                            .collect(Collectors.joining(", ")));
                };
        return identifier.orElseThrow(() -> ConsentEntries.invalid("person.value", value, type));
    }

    /** A number alone names nobody: each shop has its own 4711. */
    private String known(String namespace) {
        Set<String> all =
                sources.all().stream()
                        .filter(source -> source.kind() != Source.Kind.OWN)
                        .map(Source::namespace)
                        .collect(Collectors.toCollection(TreeSet::new));
        if (!all.contains(namespace)) {
            throw ConsentEntries.invalid("person.namespace", namespace, String.join(", ", all));
        }
        return namespace;
    }

    private static ConsentEntries.Entered entered(
            NewStatement statement, HttpServletRequest request, Page page) {
        return new ConsentEntries.Entered(
                Optional.ofNullable(statement.purpose()).orElse(""),
                statement.given(),
                statement.saidAt(),
                new Proof(
                        statement.wording(),
                        statement.place(),
                        statement.note(),
                        page.signedIn().orElse(null)),
                statement.id() == null ? FactAddress.number(request).orElse(null) : statement.id());
    }
}
