/** Instances of the service, their brokers and the network between them, while things go wrong with all three. */
@NullMarked
package io.docket.command.faults;

import org.jspecify.annotations.NullMarked;
