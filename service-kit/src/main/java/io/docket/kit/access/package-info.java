/** What a caller may do: one table, in one place. */
@NullMarked
package io.docket.kit.access;

import org.jspecify.annotations.NullMarked;
