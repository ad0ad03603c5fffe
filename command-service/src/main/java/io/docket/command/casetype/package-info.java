/** Case types as cases refer to them: versions, stages, data schema. */
@NullMarked
package io.docket.command.casetype;

import org.jspecify.annotations.NullMarked;
