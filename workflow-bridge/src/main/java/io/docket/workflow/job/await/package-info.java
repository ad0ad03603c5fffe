/** Service tasks that wait for the log or the views. */
@NullMarked
package io.docket.workflow.job.await;

import org.jspecify.annotations.NullMarked;
