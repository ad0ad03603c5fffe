/** Exports of the history, each streamed. */
@NullMarked
package io.docket.projection.history.export;

import org.jspecify.annotations.NullMarked;
