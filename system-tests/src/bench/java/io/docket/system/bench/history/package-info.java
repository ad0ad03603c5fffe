/** How long the history takes to be searched, and to be streamed. */
@NullMarked
package io.docket.system.bench.history;

import org.jspecify.annotations.NullMarked;
