/** Defining an automation. */
@NullMarked
package io.docket.command.automation.define;

import org.jspecify.annotations.NullMarked;
