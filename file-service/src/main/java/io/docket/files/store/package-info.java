/** The object store: keys, bytes, links that expire. */
@NullMarked
package io.docket.files.store;

import org.jspecify.annotations.NullMarked;
