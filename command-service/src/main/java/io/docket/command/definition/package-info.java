/** Definitions of case types, record types and forms, as they are stored. */
@NullMarked
package io.docket.command.definition;

import org.jspecify.annotations.NullMarked;
