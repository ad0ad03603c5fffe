/** Tests of the timelines of whatever is a root. */
@NullMarked
package io.docket.projection.history.timeline;

import org.jspecify.annotations.NullMarked;
