/** The two logs that the bridge reads; the only place that knows Kafka. */
@NullMarked
package io.docket.workflow.feed;

import org.jspecify.annotations.NullMarked;
