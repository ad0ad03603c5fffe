/** How many commands are carried out at once. */
@NullMarked
package io.docket.command.admission;

import org.jspecify.annotations.NullMarked;
