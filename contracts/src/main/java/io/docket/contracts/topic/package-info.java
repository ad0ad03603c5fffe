/** The Kafka topics of the platform. */
@NullMarked
package io.docket.contracts.topic;

import org.jspecify.annotations.NullMarked;
