/** How far the bridge is and what holds it up. */
@NullMarked
package io.docket.workflow.health;

import org.jspecify.annotations.NullMarked;
