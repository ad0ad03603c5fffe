/** Doing an effect until it is done. */
@NullMarked
package io.docket.workflow.retry;

import org.jspecify.annotations.NullMarked;
