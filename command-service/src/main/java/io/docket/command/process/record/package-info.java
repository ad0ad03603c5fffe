/** What the engine says about a process instance. */
@NullMarked
package io.docket.command.process.record;

import org.jspecify.annotations.NullMarked;
