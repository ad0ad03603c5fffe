/** Removing a file from its case and from the store. */
@NullMarked
package io.docket.files.remove;

import org.jspecify.annotations.NullMarked;
