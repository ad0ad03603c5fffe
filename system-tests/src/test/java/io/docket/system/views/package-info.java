/** Views while instances come and go, and while they are built anew: what readers must not notice. */
@NullMarked
package io.docket.system.views;

import org.jspecify.annotations.NullMarked;
