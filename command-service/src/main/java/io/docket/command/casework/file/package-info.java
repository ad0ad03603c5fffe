/** The files of a case. */
@NullMarked
package io.docket.command.casework.file;

import org.jspecify.annotations.NullMarked;
