/** Streams the log of a tenant. */
@NullMarked
package io.docket.projection.history.stream;

import org.jspecify.annotations.NullMarked;
