/** What a command answers. */
@NullMarked
package io.docket.contracts.command;

import org.jspecify.annotations.NullMarked;
