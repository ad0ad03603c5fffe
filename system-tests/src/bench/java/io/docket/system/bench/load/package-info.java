/** Requests at a rate, and how long they took. */
@NullMarked
package io.docket.system.bench.load;

import org.jspecify.annotations.NullMarked;
