/** Searches the history. */
@NullMarked
package io.docket.projection.history.search;

import org.jspecify.annotations.NullMarked;
