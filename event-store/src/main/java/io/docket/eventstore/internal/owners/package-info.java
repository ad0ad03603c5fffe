/** Who owns which partition: published by the owner in its fenced transaction, followed by every instance. */
@NullMarked
package io.docket.eventstore.internal.owners;

import org.jspecify.annotations.NullMarked;
