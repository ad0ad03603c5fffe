/** Commands over HTTP, many at a time. */
@NullMarked
package io.docket.command.bulk;

import org.jspecify.annotations.NullMarked;
