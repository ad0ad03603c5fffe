/** Moving a process instance to another version of its process. */
@NullMarked
package io.docket.command.process.migrate;

import org.jspecify.annotations.NullMarked;
