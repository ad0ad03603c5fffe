/** User tasks, both ways. */
@NullMarked
package io.docket.workflow.usertask;

import org.jspecify.annotations.NullMarked;
