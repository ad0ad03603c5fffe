/** Defining a case type. */
@NullMarked
package io.docket.command.casetype.define;

import org.jspecify.annotations.NullMarked;
