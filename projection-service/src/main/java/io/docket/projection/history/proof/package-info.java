/** Proofs of the history of a root, for an auditor to download and to have verified. */
@NullMarked
package io.docket.projection.history.proof;

import org.jspecify.annotations.NullMarked;
