/** Case types as the event store has them. */
@NullMarked
package io.docket.command.casetype.stored;

import org.jspecify.annotations.NullMarked;
