/** Subscriptions and how each is served from the tail or the log at its client's pace. */
@NullMarked
package io.docket.notification.live;

import org.jspecify.annotations.NullMarked;
