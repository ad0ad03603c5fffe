/** Tests of records. */
@NullMarked
package io.docket.projection.records;

import org.jspecify.annotations.NullMarked;
