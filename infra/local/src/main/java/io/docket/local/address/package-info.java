/** Ports and addresses: defaults, overrides, and who has taken a port. */
@NullMarked
package io.docket.local.address;

import org.jspecify.annotations.NullMarked;
