/** The engine in Zeebe; the only place that knows its client. */
@NullMarked
package io.docket.workflow.engine.zeebe;

import org.jspecify.annotations.NullMarked;
