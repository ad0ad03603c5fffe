/** What instances ask each other, over gRPC. */
@NullMarked
package io.docket.command.peer;

import org.jspecify.annotations.NullMarked;
