/** Data that flows between the steps of a process, kept apart from the engine for as long as the instance runs. */
@NullMarked
package io.docket.workflow.interim;

import org.jspecify.annotations.NullMarked;
