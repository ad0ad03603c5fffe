/** Cases with a process, against the engine alone. */
@NullMarked
package io.docket.system.bench.workflow;

import org.jspecify.annotations.NullMarked;
