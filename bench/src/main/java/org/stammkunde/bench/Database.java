package org.stammkunde.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * The server's PostgreSQL, which the benchmark looks into by itself so that the server cannot
 * flatter its figures.
 *
 * @param url such as {@code jdbc:postgresql://127.0.0.1:5432/stammkunde}
 */
record Database(String url, String user, String password) {

    /** A new connection that commits every statement; the caller closes it. */
    Connection connect() throws SQLException {
        return DriverManager.getConnection(url, user, password);
    }

    @Override
    public String toString() {
        return url + " as " + user;
    }
}
