/** Case types: the latest version of each. */
@NullMarked
package io.docket.projection.casetypes;

import org.jspecify.annotations.NullMarked;
