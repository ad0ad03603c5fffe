/** Starting process instances, once each. */
@NullMarked
package io.docket.workflow.start;

import org.jspecify.annotations.NullMarked;
