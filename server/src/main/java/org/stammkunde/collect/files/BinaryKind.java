package org.stammkunde.collect.files;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Kinds of files that are often taken for a table of text, with what to do instead. */
enum BinaryKind {
    ZIP("PK\u0003\u0004", "it is a ZIP archive; unpack it"),
    OLD_EXCEL("\u00d0\u00cf\u0011\u00e0", "it is an old Excel workbook; save it as CSV"),
    PDF("%PDF-", "it is a PDF; export the orders as CSV"),
    PARQUET("PAR1", "it is a Parquet file; export it as CSV"),
    BZIP2("BZh", "it is compressed by bzip2; unpack it, or compress it by gzip"),
    XZ("\u00fd7zXZ", "it is compressed by xz; unpack it, or compress it by gzip"),
    ZSTANDARD("\u0028\u00b5\u002f\u00fd", "it is compressed by zstd; unpack it, or use gzip"),
    GZIP("\u001f\u008b", "it is compressed by gzip twice; unpack it once"),
    JSON_OBJECTS("{\"", "it is JSON; send it to the collection API, or export it as CSV"),
    JSON_ARRAY("[{", "it is JSON; send it to the collection API, or export it as CSV"),
    HTML("<!DOCTYPE", "it is a web page, perhaps a sign-in page saved instead of the export"),
    XML("<?xml", "it is XML; export the orders as CSV");

    private final String start;
    private final String advice;

    BinaryKind(String start, String advice) {
        this.start = start;
        this.advice = advice;
    }

    /** What to do with a file that starts with these bytes, or null if it may be a table. */
    static @Nullable String advice(byte[] sample) {
        String head =
                new String(sample, 0, Math.min(16, sample.length), StandardCharsets.ISO_8859_1);
        for (BinaryKind kind : values()) {
            if (head.startsWith(kind.start)) {
                return kind.advice;
            }
        }
        return null;
    }
}
