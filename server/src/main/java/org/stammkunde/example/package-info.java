/**
 * A made-up German retailer with a web shop and two stores, for demonstrations, tests and load:
 * what its customers do behaves like life, and the same seed makes the same bytes.
 *
 * <p>Customers buy as in the BG/NBD model (Fader, Hardie, Lee 2005) and spend as in the Gamma-Gamma
 * model (Fader, Hardie 2013), in a time that runs faster before Christmas. The truth behind the
 * data (who is who, with which rates) can be written out.
 *
 * <p>Invariants: nobody in it exists. Mail addresses are of the domains example.com, .org and .net,
 * phone numbers of the ranges that the Federal Network Agency keeps free for films.
 *
 * <p>A life is made from its number alone: any number of people needs no memory, and any of them
 * can be made again.
 *
 * <p>It knows nothing of tables: it writes files as shops and tills export them, and messages as
 * their libraries send them; both come in by the ordinary doors.
 */
@ApplicationModule(
        displayName = "Example merchant",
        allowedDependencies = {"collect :: files", "collect :: imports", "events", "merchant"})
@NullMarked
package org.stammkunde.example;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
