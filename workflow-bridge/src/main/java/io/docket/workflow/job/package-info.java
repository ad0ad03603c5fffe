/** Service tasks that the platform itself works on. */
@NullMarked
package io.docket.workflow.job;

import org.jspecify.annotations.NullMarked;
