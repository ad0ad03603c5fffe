/** Messages for processes. */
@NullMarked
package io.docket.command.process.message;

import org.jspecify.annotations.NullMarked;
