/** Partitions that others own, followed so that taking them over means reading seconds and not hours. */
@NullMarked
package io.docket.eventstore.internal.standby;

import org.jspecify.annotations.NullMarked;
