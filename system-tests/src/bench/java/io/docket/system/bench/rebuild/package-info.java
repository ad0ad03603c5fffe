/** How long it takes to build all views anew in the running service. */
@NullMarked
package io.docket.system.bench.rebuild;

import org.jspecify.annotations.NullMarked;
