/** What happens when something goes wrong. */
@NullMarked
package io.docket.system.faults;

import org.jspecify.annotations.NullMarked;
