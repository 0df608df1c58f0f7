/** The application: one sub-package per module, each with its own tables, pages and tests. */
@NullMarked
package org.stammkunde;

import org.jspecify.annotations.NullMarked;
