/** Events from outside. */
@NullMarked
package io.docket.command.signal;

import org.jspecify.annotations.NullMarked;
