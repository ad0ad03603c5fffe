/** Turning automations on and off. */
@NullMarked
package io.docket.command.automation.lifecycle;

import org.jspecify.annotations.NullMarked;
