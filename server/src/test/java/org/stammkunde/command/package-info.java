/** Tests of the command line. */
@NullMarked
package org.stammkunde.command;

import org.jspecify.annotations.NullMarked;
