/** What the bridge is told by its configuration. */
@NullMarked
package io.docket.workflow.settings;

import org.jspecify.annotations.NullMarked;
