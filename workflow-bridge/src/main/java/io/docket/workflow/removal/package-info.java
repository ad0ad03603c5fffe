/** Removing what was kept for an instance once the instance is over. */
@NullMarked
package io.docket.workflow.removal;

import org.jspecify.annotations.NullMarked;
