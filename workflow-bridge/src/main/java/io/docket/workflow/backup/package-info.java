/** Sealed copies of interim data, and their way back. */
@NullMarked
package io.docket.workflow.backup;

import org.jspecify.annotations.NullMarked;
