/** What became of the occurrences of a schedule. */
@NullMarked
package io.docket.command.schedule.record;

import org.jspecify.annotations.NullMarked;
