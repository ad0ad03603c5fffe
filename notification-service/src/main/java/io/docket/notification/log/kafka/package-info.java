/** The messaging adapter: the only place that knows Kafka. */
@NullMarked
package io.docket.notification.log.kafka;

import org.jspecify.annotations.NullMarked;
