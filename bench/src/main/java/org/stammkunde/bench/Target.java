package org.stammkunde.bench;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * The server that events are sent to.
 *
 * @param address its host and port, over plain HTTP
 * @param writeKey of the source that the events come from
 */
record Target(InetSocketAddress address, String writeKey) {

    /** The server with an address such as {@code http://localhost:8080}. */
    static Target of(URI server, String writeKey) {
        if (!"http".equals(server.getScheme()) || server.getHost() == null) {
            throw new IllegalArgumentException(
                    "server `%s`: the address has the form http://host:port".formatted(server));
        }
        int port = server.getPort() < 0 ? 80 : server.getPort();
        return new Target(new InetSocketAddress(server.getHost(), port), writeKey);
    }

    /** The start of every request to the path, up to the value of {@code Content-Length}. */
    String head(String path) {
        String credentials = writeKey + ":";
        return """
        POST %s HTTP/1.1\r
        Host: %s:%d\r
        Authorization: Basic %s\r
        Content-Type: application/json\r
        Content-Length: \
        """
                .formatted(
                        path,
                        address.getHostString(),
                        address.getPort(),
                        Base64.getEncoder()
                                .encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
    }
}
