/** Event logs in XES (IEEE 1849), read as a stream. */
@NullMarked
package io.docket.cli.xes;

import org.jspecify.annotations.NullMarked;
