/** What was measured, as Markdown and as JSON. */
@NullMarked
package io.docket.eventstore.bench.report;

import org.jspecify.annotations.NullMarked;
