/** Records and their types: lists and single ones. */
@NullMarked
package io.docket.projection.records;

import org.jspecify.annotations.NullMarked;
