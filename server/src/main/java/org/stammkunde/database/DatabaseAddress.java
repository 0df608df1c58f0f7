package org.stammkunde.database;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import javax.sql.DataSource;
import org.postgresql.Driver;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

/**
 * Where a PostgreSQL database is and how to get in.
 *
 * @param url a JDBC URL, {@code jdbc:postgresql://host:port/database}, without password
 * @param user the role; may be empty if the URL names it
 * @param password its password; may be empty
 */
public record DatabaseAddress(String url, String user, String password) {

    private static final String JDBC = "jdbc:";

    /** Reads a JDBC URL or the usual {@code postgresql://user:password@host:port/database}. */
    public static DatabaseAddress parse(String text, String user, String password) {
        String plain = text.startsWith(JDBC) ? text.substring(JDBC.length()) : text;
        if (!plain.startsWith("postgresql://") && !plain.startsWith("postgres://")) {
            throw new DatabaseUnavailable(
                    "STAMMKUNDE_DATABASE_URL does not name a PostgreSQL; accepted are"
                            + " jdbc:postgresql://host:5432/name and postgresql://user:password@host:5432/name");
        }
        String address = plain.substring(plain.indexOf("://") + 3);
        // by hand: names of containers have underscores and passwords anything, which no URI has
        int at = address.lastIndexOf('@', lengthOfAuthority(address));
        String[] account = account(address.substring(0, Math.max(at, 0)), user, password);
        return new DatabaseAddress(
                "jdbc:postgresql://" + address.substring(at + 1), account[0], account[1]);
    }

    /** Up to the database's name: a slash in a password stands before the last {@code @}. */
    private static int lengthOfAuthority(String address) {
        int query = address.indexOf('?');
        int end = query < 0 ? address.length() : query;
        int slash = address.lastIndexOf('/', end);
        return slash < 0 ? end : slash;
    }

    /** The database that {@code STAMMKUNDE_DATABASE_URL} names, if it is set. */
    public static Optional<DatabaseAddress> ofEnvironment() {
        Map<String, String> environment = System.getenv();
        String url = environment.getOrDefault("STAMMKUNDE_DATABASE_URL", "");
        return url.isBlank()
                ? Optional.empty()
                : Optional.of(
                        parse(
                                url,
                                environment.getOrDefault("STAMMKUNDE_DATABASE_USER", ""),
                                environment.getOrDefault("STAMMKUNDE_DATABASE_PASSWORD", "")));
    }

    private static String[] account(String info, String user, String password) {
        if (info.isEmpty()) {
            return new String[] {user, password};
        }
        int colon = info.indexOf(':');
        String name = colon < 0 ? info : info.substring(0, colon);
        String secret = colon < 0 ? password : decoded(info.substring(colon + 1));
        return new String[] {decoded(name), secret};
    }

    /** A percent sign that encodes nothing is meant as it stands. */
    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return text;
        }
    }

    /**
     * A data source that opens a new connection each time; for tools and tests, not for the
     * server's requests.
     */
    public DataSource dataSource() {
        // PGSimpleDataSource would write all its defaults into the URL of its connections, and
        // Flyway's search for passwords in a URL of that length takes half a second a time
        var source = new SimpleDriverDataSource(new Driver(), url);
        Properties properties = new Properties();
        properties.setProperty("connectTimeout", "10");
        // details of an error are values of rows, and logs hold nothing personal
        properties.setProperty("logServerErrorDetail", "false");
        if (!user.isEmpty()) {
            properties.setProperty("user", user);
            properties.setProperty("password", password);
        }
        source.setConnectionProperties(properties);
        return source;
    }

    Connection connect() throws SQLException {
        return dataSource().getConnection();
    }

    /** The address of another database of the same server. */
    public DatabaseAddress database(String name) {
        int parameters = url.indexOf('?');
        String tail = parameters < 0 ? "" : url.substring(parameters);
        String base = parameters < 0 ? url : url.substring(0, parameters);
        return new DatabaseAddress(
                base.substring(0, base.lastIndexOf('/') + 1) + name + tail, user, password);
    }

    /** Without the password, so that it can stand in a log. */
    @Override
    public String toString() {
        return url.replaceAll("(?i)((?:ssl)?password=)[^&]*", "$1…")
                + (user.isEmpty() ? "" : " as " + user);
    }
}
