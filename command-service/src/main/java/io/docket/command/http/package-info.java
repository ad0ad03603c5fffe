/** Commands over HTTP, one at a time. */
@NullMarked
package io.docket.command.http;

import org.jspecify.annotations.NullMarked;
