/** Events as Parquet files, for the data lake and for whoever analyses the log. */
@NullMarked
package io.docket.projection.history.parquet;

import org.jspecify.annotations.NullMarked;
