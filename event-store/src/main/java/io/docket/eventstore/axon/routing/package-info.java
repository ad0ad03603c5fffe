/** Commands of Axon that are carried out by the instance that owns their aggregate. */
@NullMarked
package io.docket.eventstore.axon.routing;

import org.jspecify.annotations.NullMarked;
