/** Reasons for an automation to run that are no events of others. */
@NullMarked
package io.docket.command.automation.trigger;

import org.jspecify.annotations.NullMarked;
