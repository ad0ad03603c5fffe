/** Automations: commands that are sent when something happens. */
@NullMarked
package io.docket.command.automation;

import org.jspecify.annotations.NullMarked;
