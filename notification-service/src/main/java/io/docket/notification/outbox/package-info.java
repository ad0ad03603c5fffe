/** What waits for a client, bounded in number and bytes. */
@NullMarked
package io.docket.notification.outbox;

import org.jspecify.annotations.NullMarked;
