/** The memory in Redis; the only place that knows it. */
@NullMarked
package io.docket.workflow.memory.redis;

import org.jspecify.annotations.NullMarked;
