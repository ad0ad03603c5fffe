/** Clients that send commands over HTTP and remember what they were told. */
@NullMarked
package io.docket.command.faults.client;

import org.jspecify.annotations.NullMarked;
