/** How a batch of events becomes documents: load, fold, write, then the position. */
@NullMarked
package io.docket.projection.apply;

import org.jspecify.annotations.NullMarked;
