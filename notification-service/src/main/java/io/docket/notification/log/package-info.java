/** The event log as this service sees it: events, places in it, its recent tail, and reading on from an older place. */
@NullMarked
package io.docket.notification.log;

import org.jspecify.annotations.NullMarked;
