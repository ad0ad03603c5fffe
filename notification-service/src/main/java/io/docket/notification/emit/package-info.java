/** Events of external systems: handed to the command service in the name of the caller. */
@NullMarked
package io.docket.notification.emit;

import org.jspecify.annotations.NullMarked;
