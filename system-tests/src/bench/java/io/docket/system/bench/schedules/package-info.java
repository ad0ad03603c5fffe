/** Commands that are due at one instant. */
@NullMarked
package io.docket.system.bench.schedules;

import org.jspecify.annotations.NullMarked;
