/** Cases whose process runs in the engine, while the servers in between die. */
@NullMarked
package io.docket.system.workflow;

import org.jspecify.annotations.NullMarked;
