/** Hot views that may be lost: the Redis side of the service. */
@NullMarked
package io.docket.projection.redis;

import org.jspecify.annotations.NullMarked;
