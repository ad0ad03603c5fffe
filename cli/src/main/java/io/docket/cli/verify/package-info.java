/** {@code docket verify <file>}: verifies a proof without the platform. */
@NullMarked
package io.docket.cli.verify;

import org.jspecify.annotations.NullMarked;
