/** The index of the history on local disk: found by any filter, made from the log alone. The one place that knows Lucene. */
@NullMarked
package io.docket.projection.history.index;

import org.jspecify.annotations.NullMarked;
