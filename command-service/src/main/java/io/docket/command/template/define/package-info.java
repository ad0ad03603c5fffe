/** Defining a template. */
@NullMarked
package io.docket.command.template.define;

import org.jspecify.annotations.NullMarked;
