/** Tests of what queries share. */
@NullMarked
package io.docket.projection.query;

import org.jspecify.annotations.NullMarked;
