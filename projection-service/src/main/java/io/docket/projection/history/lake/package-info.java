/** The data lake: closed segments of the log as Parquet files on S3, each event in exactly one of them. */
@NullMarked
package io.docket.projection.history.lake;

import org.jspecify.annotations.NullMarked;
