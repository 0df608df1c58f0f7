/**
 * The merchant that runs this installation: its name, time zone and reporting currency.
 *
 * <p>Knows nothing of customers or facts. Every module that needs a calendar day or a default
 * currency asks here, so that one installation has one idea of "today".
 */
@ApplicationModule(
        displayName = "Merchant",
        allowedDependencies = {"database"})
@NullMarked
package org.stammkunde.merchant;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
