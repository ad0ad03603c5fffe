/** What the bridge does about each event. */
@NullMarked
package io.docket.workflow.events;

import org.jspecify.annotations.NullMarked;
