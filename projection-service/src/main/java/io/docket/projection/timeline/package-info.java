/** Timelines: everything that happened to a case, in order. */
@NullMarked
package io.docket.projection.timeline;

import org.jspecify.annotations.NullMarked;
