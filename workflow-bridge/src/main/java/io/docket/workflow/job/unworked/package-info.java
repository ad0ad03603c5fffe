/** Jobs that nobody works on. */
@NullMarked
package io.docket.workflow.job.unworked;

import org.jspecify.annotations.NullMarked;
