/** Every command that the service knows. */
@NullMarked
package io.docket.command.catalog;

import org.jspecify.annotations.NullMarked;
