/** The log as history reads it: whole records, from any place on. */
@NullMarked
package io.docket.projection.history.log;

import org.jspecify.annotations.NullMarked;
