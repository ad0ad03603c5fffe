/** Commands that are sent later. */
@NullMarked
package io.docket.command.schedule;

import org.jspecify.annotations.NullMarked;
