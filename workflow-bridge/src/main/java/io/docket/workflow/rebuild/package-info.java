/** Making the memory anew from the logs. */
@NullMarked
package io.docket.workflow.rebuild;

import org.jspecify.annotations.NullMarked;
