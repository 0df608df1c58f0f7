package org.stammkunde.collect;

/**
 * A write key, shown this once, and how to use it.
 *
 * @param server the address by which the console was called, such as {@code https://example.com}
 */
record SourceKeyView(String source, String writeKey, String server) {

    /** A first event, to try the key. */
    String trial() {
        return "curl -u %s: %s/v1/track -d '{\"event\":\"Test\",\"userId\":\"test\"}'"
                .formatted(writeKey, server);
    }

    /** Where the widespread JavaScript SDK sends to, with its options. */
    String script() {
        String host = server.replaceFirst("^https?://", "");
        String protocol = server.startsWith("https") ? "https" : "http";
        return """
        AnalyticsBrowser.load({ writeKey: "%s" }, { integrations: { "Segment.io": { \
        apiHost: "%s/v1", protocol: "%s" } } })\
        """
                .formatted(writeKey, host, protocol);
    }
}
