/** What goes wrong for the user, as one clear line. */
@NullMarked
package io.docket.cli.failure;

import org.jspecify.annotations.NullMarked;
