/** Calls from outside that make automations run. */
@NullMarked
package io.docket.workflow.automation.http;

import org.jspecify.annotations.NullMarked;
