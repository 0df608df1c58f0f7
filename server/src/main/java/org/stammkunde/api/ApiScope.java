package org.stammkunde.api;

/** What a key can be allowed to do: to read or to write one area. */
public enum ApiScope {
    REPORT_READ("report:read"),
    CUSTOMERS_READ("customers:read"),
    CUSTOMERS_WRITE("customers:write"),
    PRODUCTS_READ("products:read"),
    SEGMENTS_READ("segments:read"),
    SEGMENTS_WRITE("segments:write"),
    SCORE_READ("score:read"),
    SCORE_WRITE("score:write"),
    IMPORTS_READ("imports:read"),
    IMPORTS_WRITE("imports:write"),
    SOURCES_READ("sources:read"),
    SOURCES_WRITE("sources:write"),
    FACTS_READ("facts:read"),
    FACTS_WRITE("facts:write"),
    LAKE_READ("lake:read"),
    LAKE_WRITE("lake:write"),
    SETTINGS_READ("settings:read"),
    SETTINGS_WRITE("settings:write");

    private static final String AUTHORITY = "ROLE_SCOPE_";

    private final String code;

    ApiScope(String code) {
        this.code = code;
    }

    /** The stable name, such as {@code customers:read}. */
    public String code() {
        return code;
    }

    /** The message key of what it allows. */
    public String textKey() {
        return "apiScope." + code.replace(':', '.');
    }

    /** Whether it allows changes. */
    public boolean isWrite() {
        return code.endsWith(":write");
    }

    /** The authority of callers who have it. */
    public String authority() {
        return AUTHORITY + code;
    }
}
