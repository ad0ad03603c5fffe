/** The declarative mapping from an event log to commands. */
@NullMarked
package io.docket.cli.mapping;

import org.jspecify.annotations.NullMarked;
