/** Verifies a log: that no event was changed, removed, moved, inserted or cut off since it was written. */
@NullMarked
package io.docket.eventstore.verify;

import org.jspecify.annotations.NullMarked;
