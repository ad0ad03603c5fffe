/** An engine that lost its data: everything is deployed again, and what ran in it is reported. */
@NullMarked
package io.docket.workflow.recovery;

import org.jspecify.annotations.NullMarked;
