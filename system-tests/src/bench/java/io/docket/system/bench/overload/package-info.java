/** What becomes of commands when there are too many. */
@NullMarked
package io.docket.system.bench.overload;

import org.jspecify.annotations.NullMarked;
