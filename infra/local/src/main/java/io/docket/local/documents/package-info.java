/** The MongoDB wire protocol over an H2 file, in a JVM of its own. */
@NullMarked
package io.docket.local.documents;

import org.jspecify.annotations.NullMarked;
