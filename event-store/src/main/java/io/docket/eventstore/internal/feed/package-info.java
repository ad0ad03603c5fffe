/** Reading the whole log, whoever owns its partitions. */
@NullMarked
package io.docket.eventstore.internal.feed;

import org.jspecify.annotations.NullMarked;
