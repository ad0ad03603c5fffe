/** The way of a command, and of what it needs to know, to the instance that owns the partition. */
@NullMarked
package io.docket.command.route;

import org.jspecify.annotations.NullMarked;
