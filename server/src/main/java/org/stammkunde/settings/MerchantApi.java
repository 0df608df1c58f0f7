package org.stammkunde.settings;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.stammkunde.api.ApiScope;
import org.stammkunde.api.EntityTag;
import org.stammkunde.api.NeedsScope;
import org.stammkunde.merchant.MerchantSettings;
import org.stammkunde.merchant.MerchantVersion;
import org.stammkunde.web.Page;
import org.stammkunde.web.Problem;
import org.stammkunde.web.Problem.Objection;

/** The merchant's settings for programs. */
@RestController
@ConditionalOnWebApplication
@Tag(name = "Merchant", description = "the shop's name, time zone and reporting currency")
class MerchantApi {

    private final MerchantSettings settings;
    private final Recount recount;

    MerchantApi(MerchantSettings settings, Recount recount) {
        this.settings = settings;
        this.recount = recount;
    }

    /** The settings as they stand. */
    record MerchantDocument(
            @Schema(example = "Lindenthal") String name,
            @Schema(description = "whose midnights part days", example = "Europe/Berlin")
                    String zone,
            @Schema(description = "ISO code of the reporting currency", example = "EUR")
                    String currency,
            @Schema(
                            description =
                                    "whether figures are being counted anew, after another zone or"
                                            + " currency was set")
                    boolean counting) {}

    /** What the settings become. */
    record MerchantChange(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "Lindenthal")
                    @Nullable String name,
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "Europe/Berlin")
                    @Nullable String zone,
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "EUR")
                    @Nullable String currency) {}

    @GetMapping("/api/merchant")
    @NeedsScope(ApiScope.SETTINGS_READ)
    @Operation(summary = "Tells the merchant's settings", operationId = "getMerchant")
    ResponseEntity<MerchantDocument> current() {
        return tagged(settings.version());
    }

    @PutMapping("/api/merchant")
    @NeedsScope(ApiScope.SETTINGS_WRITE)
    @Operation(
            summary = "Changes the merchant's settings",
            description =
                    "After another zone or currency everything is counted anew; `counting` tells"
                            + " until when.",
            operationId = "putMerchant")
    ResponseEntity<MerchantDocument> put(
            @Parameter(description = "the `ETag` of what was changed", required = true)
                    @RequestHeader(name = "If-Match", required = false)
                    @Nullable String ifMatch,
            @RequestBody MerchantChange change,
            Page page) {
        int seen = EntityTag.seen(ifMatch);
        SettingsForm form = new SettingsForm(change.name(), change.zone(), change.currency());
        List<String> wrong = form.wrong();
        if (!wrong.isEmpty()) {
            throw new Problem(HttpStatus.UNPROCESSABLE_CONTENT, "merchant-invalid")
                    .because(wrong.stream().map(field -> objection(field, page)).toList());
        }
        if (!settings.change(form.merchant(), seen)) {
            throw EntityTag.outdated(settings.version().version());
        }
        recount.announce();
        return tagged(settings.version());
    }

    private static Objection objection(String field, Page page) {
        return new Objection(field, page.text("settings.wrong." + field, SettingsForm.NAME_MAX));
    }

    private ResponseEntity<MerchantDocument> tagged(MerchantVersion now) {
        return ResponseEntity.ok()
                .eTag(EntityTag.of(now.version()))
                .body(
                        new MerchantDocument(
                                now.merchant().name(),
                                now.merchant().zone().getId(),
                                now.merchant().currency().getCurrencyCode(),
                                recount.isDue()));
    }
}
