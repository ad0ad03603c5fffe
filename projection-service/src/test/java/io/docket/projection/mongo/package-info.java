/** Tests of the stored views. */
@NullMarked
package io.docket.projection.mongo;

import org.jspecify.annotations.NullMarked;
