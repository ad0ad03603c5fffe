/** Tests of the data lake. */
@NullMarked
package io.docket.projection.history.lake;

import org.jspecify.annotations.NullMarked;
