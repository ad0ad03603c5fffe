/** Tests of proofs. */
@NullMarked
package io.docket.projection.history.proof;

import org.jspecify.annotations.NullMarked;
