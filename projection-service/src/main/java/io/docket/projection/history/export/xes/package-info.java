/** The history of cases as an event log for process mining: XES, IEEE 1849. */
@NullMarked
package io.docket.projection.history.export.xes;

import org.jspecify.annotations.NullMarked;
