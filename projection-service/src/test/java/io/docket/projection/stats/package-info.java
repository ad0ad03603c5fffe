/** Tests of the totals. */
@NullMarked
package io.docket.projection.stats;

import org.jspecify.annotations.NullMarked;
