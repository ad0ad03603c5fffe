/** A bank's real loan process runs through the whole platform. */
@NullMarked
package io.docket.system.loans;

import org.jspecify.annotations.NullMarked;
