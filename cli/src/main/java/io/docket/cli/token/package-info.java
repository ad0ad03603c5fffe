/** Access tokens of the users. */
@NullMarked
package io.docket.cli.token;

import org.jspecify.annotations.NullMarked;
