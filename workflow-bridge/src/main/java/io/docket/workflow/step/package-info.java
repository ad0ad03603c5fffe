/** Steps of an instance on its way through the diagram, out of the engine's log. */
@NullMarked
package io.docket.workflow.step;

import org.jspecify.annotations.NullMarked;
