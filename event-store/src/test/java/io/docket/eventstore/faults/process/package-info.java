/** JVMs that a test starts, stops and kills. */
@NullMarked
package io.docket.eventstore.faults.process;

import org.jspecify.annotations.NullMarked;
