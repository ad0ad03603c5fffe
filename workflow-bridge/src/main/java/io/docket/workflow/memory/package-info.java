/** What the bridge remembers between an event and what the engine made of it. */
@NullMarked
package io.docket.workflow.memory;

import org.jspecify.annotations.NullMarked;
