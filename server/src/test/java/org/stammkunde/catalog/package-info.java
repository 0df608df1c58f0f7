/** Tests of the catalogue. */
@NullMarked
package org.stammkunde.catalog;

import org.jspecify.annotations.NullMarked;
