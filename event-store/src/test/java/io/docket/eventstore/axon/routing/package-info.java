/** Commands that go to the owners, in memory and on a broker. */
@NullMarked
package io.docket.eventstore.axon.routing;

import org.jspecify.annotations.NullMarked;
