package org.stammkunde.database;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** How many bytes of a table were copied, and their digest. */
final class CopiedBytes {

    private final MessageDigest digest = newDigest();
    private long count;

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    void add(byte[] buffer, int length) {
        digest.update(buffer, 0, length);
        count += length;
    }

    long count() {
        return count;
    }

    /** The SHA-256 of all bytes, hexadecimal; afterwards nothing can be added. */
    String sha256() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
