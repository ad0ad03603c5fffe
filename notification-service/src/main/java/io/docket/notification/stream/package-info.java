/** Live events over plain HTTP: server-sent events and long poll. */
@NullMarked
package io.docket.notification.stream;

import org.jspecify.annotations.NullMarked;
