/** The way of one command from its payload to its answer. */
@NullMarked
package io.docket.command.submit;

import org.jspecify.annotations.NullMarked;
