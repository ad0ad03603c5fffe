/** The command line that starts, watches and stops the whole platform on one machine. */
@NullMarked
package io.docket.local;

import org.jspecify.annotations.NullMarked;
