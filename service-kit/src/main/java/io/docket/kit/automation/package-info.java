/** Automations: what makes them run, and the command that they send. Without anything that sends one. */
@NullMarked
package io.docket.kit.automation;

import org.jspecify.annotations.NullMarked;
