package org.stammkunde.events;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.UUID;

/**
 * The key that makes a fact unique for ever: the first 128 bits of SHA-256 over what names it.
 * Within one database two different facts share a key with a probability below 10^-18 at 10^10
 * facts.
 */
public final class EventKey {

    private static final ThreadLocal<MessageDigest> SHA_256 =
            ThreadLocal.withInitial(EventKey::sha256);

    private EventKey() {}

    /** The key of a message, by the id its sender gave it. */
    public static UUID ofMessage(int source, String messageId) {
        return hash(source, "message", messageId, 0);
    }

    /** The key of one version of a resource such as {@code order/4711}. */
    public static UUID ofResource(int source, String resource, long version) {
        return hash(source, "resource", resource, version);
    }

    /** What stands for an identifier where its value would take too much room. */
    static UUID ofIdentifier(Identifier identifier) {
        return hash(identifier.type().code(), identifier.namespace(), identifier.value(), 0);
    }

    /** A 64-bit digest of a fact's content, by which a repeated fact is told from a changed one. */
    public static long contentHash(String payload, String personal, List<Identifier> identifiers) {
        MessageDigest digest = SHA_256.get();
        digest.update(payload.getBytes(StandardCharsets.UTF_8));
        for (Identifier identifier : identifiers) {
            digest.update((byte) identifier.type().code());
            digest.update(identifier.namespace().getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            digest.update(identifier.value().getBytes(StandardCharsets.UTF_8));
        }
        digest.update((byte) 0);
        return ByteBuffer.wrap(digest.digest(personal.getBytes(StandardCharsets.UTF_8))).getLong();
    }

    private static UUID hash(int source, String kind, String name, long version) {
        MessageDigest digest = SHA_256.get();
        digest.update(ByteBuffer.allocate(12).putInt(source).putLong(version).flip());
        digest.update(kind.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        ByteBuffer hash = ByteBuffer.wrap(digest.digest(name.getBytes(StandardCharsets.UTF_8)));
        return new UUID(hash.getLong(), hash.getLong());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
