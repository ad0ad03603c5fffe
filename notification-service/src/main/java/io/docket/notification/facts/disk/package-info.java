/** What is known of cases and tasks on disk: the only place that knows RocksDB. */
@NullMarked
package io.docket.notification.facts.disk;

import org.jspecify.annotations.NullMarked;
