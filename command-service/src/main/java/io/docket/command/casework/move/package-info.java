/** Moving a case through its stages. */
@NullMarked
package io.docket.command.casework.move;

import org.jspecify.annotations.NullMarked;
