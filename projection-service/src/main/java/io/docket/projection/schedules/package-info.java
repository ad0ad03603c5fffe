/** Commands that are sent later. */
@NullMarked
package io.docket.projection.schedules;

import org.jspecify.annotations.NullMarked;
