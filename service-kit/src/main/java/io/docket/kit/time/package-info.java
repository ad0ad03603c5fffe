/** Times that come again. */
@NullMarked
package io.docket.kit.time;

import org.jspecify.annotations.NullMarked;
