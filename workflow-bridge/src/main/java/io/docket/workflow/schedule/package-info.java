/** Commands that are sent later. */
@NullMarked
package io.docket.workflow.schedule;

import org.jspecify.annotations.NullMarked;
