/** Events, callers and settings for tests. */
@NullMarked
package io.docket.notification;

import org.jspecify.annotations.NullMarked;
