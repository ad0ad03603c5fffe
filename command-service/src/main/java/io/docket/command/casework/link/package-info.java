/** Links between cases. */
@NullMarked
package io.docket.command.casework.link;

import org.jspecify.annotations.NullMarked;
