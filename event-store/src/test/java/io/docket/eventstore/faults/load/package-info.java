/** Writers that append and remember what they were told. */
@NullMarked
package io.docket.eventstore.faults.load;

import org.jspecify.annotations.NullMarked;
