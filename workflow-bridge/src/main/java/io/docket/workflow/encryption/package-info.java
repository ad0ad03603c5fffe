/** Values that only their tenant's key opens, and only in the place they were sealed for. */
@NullMarked
package io.docket.workflow.encryption;

import org.jspecify.annotations.NullMarked;
