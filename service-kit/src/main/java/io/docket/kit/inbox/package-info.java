/** What comes out of a channel and waits. */
@NullMarked
package io.docket.kit.inbox;

import org.jspecify.annotations.NullMarked;
