/** The servers that a run starts for itself: a broker, a PostgreSQL. */
@NullMarked
package io.docket.eventstore.bench.server;

import org.jspecify.annotations.NullMarked;
