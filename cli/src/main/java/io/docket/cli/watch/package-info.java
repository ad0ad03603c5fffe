/** Live events on the terminal. */
@NullMarked
package io.docket.cli.watch;

import org.jspecify.annotations.NullMarked;
