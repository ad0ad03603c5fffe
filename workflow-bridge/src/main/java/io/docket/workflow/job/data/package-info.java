/** Interim data of processes, for their service tasks. */
@NullMarked
package io.docket.workflow.job.data;

import org.jspecify.annotations.NullMarked;
