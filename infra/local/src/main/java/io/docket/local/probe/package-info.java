/** Questions that only a server which is really ready answers. */
@NullMarked
package io.docket.local.probe;

import org.jspecify.annotations.NullMarked;
