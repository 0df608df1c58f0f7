/**
 * The console's start page: the dashboard over what {@code insights} reports.
 *
 * <p>Every figure stands beside its definition, every chart beside a table with the same numbers,
 * and the page says up to which order it counts. It computes nothing itself.
 */
@ApplicationModule(displayName = "Console")
@NullMarked
package org.stammkunde.console;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
