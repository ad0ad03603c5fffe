/** Health and metrics. */
@NullMarked
package io.docket.notification.ops;

import org.jspecify.annotations.NullMarked;
