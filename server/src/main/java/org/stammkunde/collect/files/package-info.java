/**
 * Import of files of orders, customers and products: from any table of rows to one fact per order,
 * customer or product.
 *
 * <p>A file is read as a stream in four steps, each a type of its own: its {@link
 * org.stammkunde.collect.files.FileFormat} is detected from its first bytes, {@link
 * org.stammkunde.collect.files.TableReader} turns bytes into rows, a mapping says which column is
 * which {@link org.stammkunde.collect.files.Field}, and the rows of one order are gathered,
 * wherever they stand in the file, and appended to the log.
 *
 * <p>Invariants: memory does not grow with the file. No row disappears silently: it is imported,
 * unchanged, or in the row report with its line. Importing a file twice changes nothing, and an
 * import that was killed is finished by running it again. Personal values go to {@code
 * EventDraft.personal} and identifiers only, never into a payload, and never stay behind in a
 * temporary file.
 *
 * <p>This package does not know what an order is worth: sums, rounding and refunds belong to the
 * orders module.
 */
@NullMarked
@NamedInterface("files")
package org.stammkunde.collect.files;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
