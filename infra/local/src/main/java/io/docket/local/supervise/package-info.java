/** Starting in order, restarting what dies, stopping everything. */
@NullMarked
package io.docket.local.supervise;

import org.jspecify.annotations.NullMarked;
