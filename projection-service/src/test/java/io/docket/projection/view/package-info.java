/** Tests of documents. */
@NullMarked
package io.docket.projection.view;

import org.jspecify.annotations.NullMarked;
