/** FEEL expressions. */
@NullMarked
package io.docket.workflow.job.script;

import org.jspecify.annotations.NullMarked;
