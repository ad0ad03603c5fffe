/** An exporter for Zeebe's broker that writes the records of its log which the platform needs to Kafka. */
@NullMarked
package io.docket.zeebe;

import org.jspecify.annotations.NullMarked;
