/** The network between the instances and the brokers, with its misfortunes. */
@NullMarked
package io.docket.eventstore.faults.proxy;

import org.jspecify.annotations.NullMarked;
