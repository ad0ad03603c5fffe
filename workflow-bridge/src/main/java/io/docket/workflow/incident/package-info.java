/** Incidents: what the engine refuses or gets stuck at, told as events, and tried again. */
@NullMarked
package io.docket.workflow.incident;

import org.jspecify.annotations.NullMarked;
