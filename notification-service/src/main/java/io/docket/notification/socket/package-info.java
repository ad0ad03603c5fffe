/** The websocket {@code /ws}: sessions, frames, limits. */
@NullMarked
package io.docket.notification.socket;

import org.jspecify.annotations.NullMarked;
