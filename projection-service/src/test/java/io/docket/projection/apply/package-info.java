/** Tests of how batches are applied. */
@NullMarked
package io.docket.projection.apply;

import org.jspecify.annotations.NullMarked;
