/** Events that a processor could not handle, kept in sequence until somebody does. */
@NullMarked
package io.docket.eventstore.axon.deadletter;

import org.jspecify.annotations.NullMarked;
