/** How a service tells whether it is well. */
@NullMarked
package io.docket.kit.health;

import org.jspecify.annotations.NullMarked;
