package org.stammkunde.lake;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.stammkunde.api.ApiScope;
import org.stammkunde.api.NeedsScope;

/** The lake for programs: at which fact it stands, and writing it. */
@RestController
@ConditionalOnWebApplication
@Tag(name = "Lake", description = "facts and rollups as Parquet files")
class LakeApi {

    private final Lake lake;
    private final LakeWorker worker;

    LakeApi(Lake lake, LakeWorker worker) {
        this.lake = lake;
        this.worker = worker;
    }

    @GetMapping("/api/lake")
    @NeedsScope(ApiScope.LAKE_READ)
    @Operation(
            summary = "Tells at which fact the data lake stands",
            description = "The files themselves are named by `manifest.json` in its folder.",
            operationId = "getLake")
    LakeState state() {
        return lake.state();
    }

    @PostMapping("/api/lake/runs")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @NeedsScope(ApiScope.LAKE_WRITE)
    @Operation(
            summary = "Has the data lake written",
            description =
                    "Returns at once. The run has ended when `writtenAt` of the lake has moved on"
                            + " and `running` is false.",
            operationId = "writeLake")
    LakeState run() {
        worker.ask();
        return lake.state();
    }
}
