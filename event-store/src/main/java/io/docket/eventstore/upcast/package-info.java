/** Old versions of events, brought to the current one when they are read. The log is never rewritten. */
@NullMarked
package io.docket.eventstore.upcast;

import org.jspecify.annotations.NullMarked;
