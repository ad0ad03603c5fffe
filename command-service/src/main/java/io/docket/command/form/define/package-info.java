/** Defining a form. */
@NullMarked
package io.docket.command.form.define;

import org.jspecify.annotations.NullMarked;
