/** The history as an object-centric event log: OCEL 2.0 in JSON. */
@NullMarked
package io.docket.projection.history.export.ocel;

import org.jspecify.annotations.NullMarked;
