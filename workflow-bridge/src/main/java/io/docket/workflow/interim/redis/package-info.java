/** Interim data in Redis. */
@NullMarked
package io.docket.workflow.interim.redis;

import org.jspecify.annotations.NullMarked;
