/** The envelope that every event travels in, and its forms on the wire. */
@NullMarked
package io.docket.contracts.envelope;

import org.jspecify.annotations.NullMarked;
