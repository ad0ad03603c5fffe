/** Tests of the projection service. */
@NullMarked
package io.docket.projection;

import org.jspecify.annotations.NullMarked;
