/** Records of the engine's log. */
@NullMarked
package io.docket.workflow.record;

import org.jspecify.annotations.NullMarked;
