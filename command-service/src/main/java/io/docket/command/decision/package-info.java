/** What every decision has in common: who decides, which entities it sees, how it says no. */
@NullMarked
package io.docket.command.decision;

import org.jspecify.annotations.NullMarked;
