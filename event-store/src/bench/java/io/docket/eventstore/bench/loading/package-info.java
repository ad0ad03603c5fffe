/** What it costs to load an entity: by the length of its history, by the size of the log. */
@NullMarked
package io.docket.eventstore.bench.loading;

import org.jspecify.annotations.NullMarked;
