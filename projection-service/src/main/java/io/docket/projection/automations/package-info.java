/** Automations: what they are, what became of their runs, and what a definition would have done. */
@NullMarked
package io.docket.projection.automations;

import org.jspecify.annotations.NullMarked;
