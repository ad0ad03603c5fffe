/** Real faults: brokers, instances and a network that fail by a seeded schedule, and a check of what is left in the log. */
@NullMarked
package io.docket.eventstore.faults;

import org.jspecify.annotations.NullMarked;
