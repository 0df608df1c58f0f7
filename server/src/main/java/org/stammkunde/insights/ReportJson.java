package org.stammkunde.insights;

import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** A report as JSON with the documented keys; amounts are plain decimal numbers. */
public final class ReportJson {

    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .build();

    private ReportJson() {}

    /** The report as indented JSON. */
    public static String write(Report report) {
        return JSON.writeValueAsString(report);
    }
}
