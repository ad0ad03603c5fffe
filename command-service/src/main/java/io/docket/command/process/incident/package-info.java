/** Incidents: what stands in the way of a process instance, and trying again. */
@NullMarked
package io.docket.command.process.incident;

import org.jspecify.annotations.NullMarked;
