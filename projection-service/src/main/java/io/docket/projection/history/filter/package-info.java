/** Which events of the history are meant: one filter language for search, stream and export. */
@NullMarked
package io.docket.projection.history.filter;

import org.jspecify.annotations.NullMarked;
