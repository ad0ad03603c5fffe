/** Which events a subscriber wants. */
@NullMarked
package io.docket.notification.filter;

import org.jspecify.annotations.NullMarked;
