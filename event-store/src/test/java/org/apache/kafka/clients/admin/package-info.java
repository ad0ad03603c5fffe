/** Opens what the simulation's administrator needs of Kafka's own. */
@NullMarked
package org.apache.kafka.clients.admin;

import org.jspecify.annotations.NullMarked;
