/** The state of a case that decisions need. */
@NullMarked
package io.docket.command.casework;

import org.jspecify.annotations.NullMarked;
