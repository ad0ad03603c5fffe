/** Where the answer to an append goes: to a stage, or to a thread that waits for it. */
@NullMarked
package io.docket.eventstore.internal.answer;

import org.jspecify.annotations.NullMarked;
