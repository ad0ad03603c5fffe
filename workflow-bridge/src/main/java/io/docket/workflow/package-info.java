/** The workflow bridge: events to the engine and back. */
@NullMarked
package io.docket.workflow;

import org.jspecify.annotations.NullMarked;
