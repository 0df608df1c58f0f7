/** Tests of the report: figures counted by hand, and the published ones of public data. */
@NullMarked
package org.stammkunde.insights;

import org.jspecify.annotations.NullMarked;
