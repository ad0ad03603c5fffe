/** Texts from templates. */
@NullMarked
package io.docket.workflow.job.template;

import org.jspecify.annotations.NullMarked;
