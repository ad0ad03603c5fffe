/** Service tasks that send commands. */
@NullMarked
package io.docket.workflow.job.command;

import org.jspecify.annotations.NullMarked;
