/** Building a view anew beside the one that serves, switching to it, and going back. */
@NullMarked
package io.docket.projection.generations;

import org.jspecify.annotations.NullMarked;
