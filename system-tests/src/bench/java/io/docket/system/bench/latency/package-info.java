/** How long it takes until a command is seen. */
@NullMarked
package io.docket.system.bench.latency;

import org.jspecify.annotations.NullMarked;
