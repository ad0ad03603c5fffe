/** The import of an event log through the public command API. */
@NullMarked
package io.docket.cli.importlog;

import org.jspecify.annotations.NullMarked;
