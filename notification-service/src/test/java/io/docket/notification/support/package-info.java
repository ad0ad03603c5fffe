/** The running service, its topic and its clients, for integration tests. */
@NullMarked
package io.docket.notification.support;

import org.jspecify.annotations.NullMarked;
