/**
 * The merchant's settings in the console and for programs: name, time zone, reporting currency.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>A change names the version that was seen; of two at once, one is told.
 *   <li>After another zone or currency was set, everything is counted anew, also when the server
 *       was stopped in between. Facts stay as they are.
 * </ul>
 *
 * <p>Deliberately does not know what the settings are used for.
 */
@ApplicationModule(
        displayName = "Settings",
        allowedDependencies = {"api", "database", "events", "jobs", "merchant", "web"})
@NullMarked
package org.stammkunde.settings;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
