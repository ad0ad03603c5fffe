/** Processes of the operating system: how one is started, recognised later and measured. */
@NullMarked
package io.docket.local.process;

import org.jspecify.annotations.NullMarked;
