/** Definitions of case types and record types, as they are stored. */
@NullMarked
package io.docket.command.definition;

import org.jspecify.annotations.NullMarked;
