package org.stammkunde.events;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.stammkunde.api.ApiList;
import org.stammkunde.api.ApiScope;
import org.stammkunde.api.NeedsScope;

/** The facts that are set aside, for programs that watch over them. */
@RestController
@ConditionalOnWebApplication
@Tag(name = "Facts", description = "facts that no projection could take in")
class SetAsideApi {

    private final SetAside setAside;

    SetAsideApi(SetAside setAside) {
        this.setAside = setAside;
    }

    /** A fact that is left out of all figures. */
    record SetAsideDocument(
            @Schema(description = "where it stands in the log", example = "4711") long position,
            @Schema(example = "till") String source,
            @Schema(description = "as the source named it; null for orders and products")
                    @Nullable String messageId,
            @Schema(description = "which projection failed", example = "orders") String projection,
            @Schema(
                            description = "what failed, without any value of the fact",
                            example = "SQLState 22003, in int8mul, at OrderTables.store")
                    String error,
            Instant since) {

        static SetAsideDocument of(SetAside.Fact fact) {
            return new SetAsideDocument(
                    fact.position(),
                    fact.source(),
                    fact.messageId(),
                    fact.projection(),
                    fact.error(),
                    fact.since());
        }
    }

    /** How many facts are tried again. */
    record TriedAgain(@Schema(example = "3") long facts) {}

    @GetMapping("/api/set-aside")
    @NeedsScope(ApiScope.FACTS_READ)
    @Operation(
            summary = "Lists the facts that are set aside",
            description =
                    "They stay in the log and are left out of all figures. An empty list is the"
                            + " normal state.",
            operationId = "listSetAside")
    ApiList<SetAsideDocument> list(
            @RequestParam(defaultValue = ApiList.SIZE) int limit,
            @RequestParam(defaultValue = "") String cursor) {
        int size = ApiList.size(limit);
        List<SetAside.Fact> found = setAside.after(ApiList.number(cursor, 0), size + 1);
        List<SetAsideDocument> part = found.stream().limit(size).map(SetAsideDocument::of).toList();
        return ApiList.of(
                part,
                found.size() > size
                        ? Optional.of(Long.toString(part.getLast().position()))
                        : Optional.empty());
    }

    @PostMapping("/api/set-aside/again")
    @NeedsScope(ApiScope.FACTS_WRITE)
    @Operation(
            summary = "Has all facts that are set aside tried again",
            description =
                    "They move to the end of the log and are taken in within moments; what fails"
                            + " again is set aside again, with its new position.",
            operationId = "trySetAsideAgain")
    TriedAgain tryAgain() {
        return new TriedAgain(setAside.tryAgain());
    }
}
