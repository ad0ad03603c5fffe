/** The process engine as the bridge sees it. */
@NullMarked
package io.docket.workflow.engine;

import org.jspecify.annotations.NullMarked;
