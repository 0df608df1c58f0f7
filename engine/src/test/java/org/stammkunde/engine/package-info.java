/**
 * Tests of the computations: tables, properties with printed seeds, golden figures of public data.
 */
@NullMarked
package org.stammkunde.engine;

import org.jspecify.annotations.NullMarked;
