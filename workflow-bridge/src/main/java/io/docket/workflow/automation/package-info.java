/** Automations: commands that are sent when something happens. */
@NullMarked
package io.docket.workflow.automation;

import org.jspecify.annotations.NullMarked;
