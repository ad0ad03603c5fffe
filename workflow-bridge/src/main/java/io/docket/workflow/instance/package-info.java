/** Process instances after their start, both ways. */
@NullMarked
package io.docket.workflow.instance;

import org.jspecify.annotations.NullMarked;
