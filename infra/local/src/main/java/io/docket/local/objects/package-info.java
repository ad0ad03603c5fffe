/** S3 over a folder, in a JVM of its own. */
@NullMarked
package io.docket.local.objects;

import org.jspecify.annotations.NullMarked;
