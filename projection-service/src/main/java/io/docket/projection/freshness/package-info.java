/** Reading one's own writes: how a query waits for a position. */
@NullMarked
package io.docket.projection.freshness;

import org.jspecify.annotations.NullMarked;
