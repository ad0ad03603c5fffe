/** Reading a file: what it is, and its bytes. */
@NullMarked
package io.docket.files.read;

import org.jspecify.annotations.NullMarked;
