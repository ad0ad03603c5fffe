/** Opening a case. */
@NullMarked
package io.docket.command.casework.open;

import org.jspecify.annotations.NullMarked;
