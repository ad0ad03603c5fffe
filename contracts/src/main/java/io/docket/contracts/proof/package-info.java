/** The proof of a root's history: a file that shows, with a public key alone, that the log holds these events and no others of their entities. */
@NullMarked
package io.docket.contracts.proof;

import org.jspecify.annotations.NullMarked;
