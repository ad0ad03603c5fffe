/** The single writer of a partition: takes over, checks, groups, commits, and resolves what is in doubt. */
@NullMarked
package io.docket.eventstore.internal.writer;

import org.jspecify.annotations.NullMarked;
