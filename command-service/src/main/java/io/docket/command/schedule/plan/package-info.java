/** Planning a command for later. */
@NullMarked
package io.docket.command.schedule.plan;

import org.jspecify.annotations.NullMarked;
