/** Tests of the hot views. */
@NullMarked
package io.docket.projection.redis;

import org.jspecify.annotations.NullMarked;
