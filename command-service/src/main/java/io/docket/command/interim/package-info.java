/** Interim data of processes, as far as commands name it. */
@NullMarked
package io.docket.command.interim;

import org.jspecify.annotations.NullMarked;
