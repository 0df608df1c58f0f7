/**
 * Pure computation: what customers' purchases say about loyalty and value.
 *
 * <p>Every figure is a function of its arguments. Counts and amounts of money are integers, sums
 * are exact up to an end that {@linkplain org.stammkunde.engine.Sums nobody's revenue reaches}, and
 * a quotient is taken once, at the end, with 34 significant digits; nothing here rounds for
 * display. A figure that the numbers do not define is an {@link
 * org.stammkunde.engine.Figure.Undefined} with its reason, never NaN, infinity or a silent zero.
 * What is collected customer by customer (a <i>tally</i>) can be merged: the order of customers,
 * and how they were divided among workers, changes nothing.
 *
 * <p>This package knows no database, no clock, no time zone, no framework and no language of a
 * reader.
 */
@NullMarked
package org.stammkunde.engine;

import org.jspecify.annotations.NullMarked;
