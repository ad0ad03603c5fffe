/** What the user sees: progress, tables, clear lines. */
@NullMarked
package io.docket.local.terminal;

import org.jspecify.annotations.NullMarked;
