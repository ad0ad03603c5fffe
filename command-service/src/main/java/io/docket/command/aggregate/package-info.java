/** Entities as Axon aggregates, and commands on Axon's command bus. */
@NullMarked
package io.docket.command.aggregate;

import org.jspecify.annotations.NullMarked;
