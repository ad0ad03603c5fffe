/** What becomes of the runs of an automation. */
@NullMarked
package io.docket.command.automation.run;

import org.jspecify.annotations.NullMarked;
