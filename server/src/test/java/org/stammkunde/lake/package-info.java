@NullMarked
package org.stammkunde.lake;

import org.jspecify.annotations.NullMarked;
