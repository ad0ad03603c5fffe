/** How a test reaches the running platform from outside. */
@NullMarked
package io.docket.system.support;

import org.jspecify.annotations.NullMarked;
