/** Tests of parked roots. */
@NullMarked
package io.docket.projection.deadletter;

import org.jspecify.annotations.NullMarked;
