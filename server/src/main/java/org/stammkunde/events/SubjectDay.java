package org.stammkunde.events;

import java.time.LocalDate;

/**
 * A day of an identifier.
 *
 * @param subject number of the identifier
 * @param day of the merchant's zone
 */
public record SubjectDay(long subject, LocalDate day) {}
