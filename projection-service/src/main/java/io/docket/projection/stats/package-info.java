/** Totals of a tenant. */
@NullMarked
package io.docket.projection.stats;

import org.jspecify.annotations.NullMarked;
