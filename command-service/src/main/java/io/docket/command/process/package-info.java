/** The state of a process instance that decisions need. */
@NullMarked
package io.docket.command.process;

import org.jspecify.annotations.NullMarked;
