/** Where the views are kept: the MongoDB side of the service. */
@NullMarked
package io.docket.projection.mongo;

import org.jspecify.annotations.NullMarked;
