/** Asking the engine to end a process instance. */
@NullMarked
package io.docket.command.process.cancel;

import org.jspecify.annotations.NullMarked;
