/** Places in the log: one position, and a cursor over all partitions. */
@NullMarked
package io.docket.contracts.position;

import org.jspecify.annotations.NullMarked;
