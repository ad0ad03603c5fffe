@NullMarked
package io.docket.projection.history.parquet;

import org.jspecify.annotations.NullMarked;
