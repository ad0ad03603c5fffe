/** Records: data of a defined type, of a case or of none. */
@NullMarked
package io.docket.command.record;

import org.jspecify.annotations.NullMarked;
