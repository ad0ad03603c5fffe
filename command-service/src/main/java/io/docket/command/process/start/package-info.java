/** Asking the engine for a process instance. */
@NullMarked
package io.docket.command.process.start;

import org.jspecify.annotations.NullMarked;
