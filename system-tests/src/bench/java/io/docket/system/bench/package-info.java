/** Benchmarks of the running platform, from outside. */
@NullMarked
package io.docket.system.bench;

import org.jspecify.annotations.NullMarked;
