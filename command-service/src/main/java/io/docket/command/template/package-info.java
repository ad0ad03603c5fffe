/** Templates of texts. */
@NullMarked
package io.docket.command.template;

import org.jspecify.annotations.NullMarked;
