/** Commands to the command service. */
@NullMarked
package io.docket.workflow.command;

import org.jspecify.annotations.NullMarked;
