/** One outcome per idempotency key. */
@NullMarked
package io.docket.command.idempotency;

import org.jspecify.annotations.NullMarked;
