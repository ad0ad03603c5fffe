/** Process instances: one document each. */
@NullMarked
package io.docket.projection.processes;

import org.jspecify.annotations.NullMarked;
