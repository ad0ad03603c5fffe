/** Defining a type of records. */
@NullMarked
package io.docket.command.record.define;

import org.jspecify.annotations.NullMarked;
