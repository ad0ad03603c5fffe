/** Tests of building views anew. */
@NullMarked
package io.docket.projection.generations;

import org.jspecify.annotations.NullMarked;
