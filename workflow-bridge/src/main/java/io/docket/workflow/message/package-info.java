/** Messages for processes, told to the engine. */
@NullMarked
package io.docket.workflow.message;

import org.jspecify.annotations.NullMarked;
