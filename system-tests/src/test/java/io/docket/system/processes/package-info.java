/** Real processes from their start to their end. */
@NullMarked
package io.docket.system.processes;

import org.jspecify.annotations.NullMarked;
