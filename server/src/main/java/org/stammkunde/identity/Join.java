package org.stammkunde.identity;

import java.time.Instant;
import java.util.UUID;

/**
 * Why two identifiers are the same customer: a fact named both.
 *
 * @param stronger number of the identifier that the fact belongs to
 * @param weaker number of the other one
 * @param at when the earliest such fact happened
 * @param fact its key
 */
public record Join(long stronger, long weaker, Instant at, UUID fact) {}
