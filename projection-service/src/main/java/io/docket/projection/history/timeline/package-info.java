/** Timelines of whatever is a root, for auditors. */
@NullMarked
package io.docket.projection.history.timeline;

import org.jspecify.annotations.NullMarked;
