/** Deploying process definitions. */
@NullMarked
package io.docket.workflow.definition;

import org.jspecify.annotations.NullMarked;
