package org.stammkunde.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a source besides its name.
 *
 * @param hasWriteKey whether senders can prove that they are it
 * @param heardAt when something came with its write key, to the minute; null when nothing did
 */
public record SourceState(Source source, boolean hasWriteKey, @Nullable Instant heardAt) {}
