/** The command line: its entry point. */
@NullMarked
package io.docket.cli;

import org.jspecify.annotations.NullMarked;
