/** Bringing a file: announce it, send the bytes to the store, have them verified and attached to the case. */
@NullMarked
package io.docket.files.upload;

import org.jspecify.annotations.NullMarked;
