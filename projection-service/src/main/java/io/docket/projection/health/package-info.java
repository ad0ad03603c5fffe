/** What the operator sees: lag, errors, readiness, metrics. */
@NullMarked
package io.docket.projection.health;

import org.jspecify.annotations.NullMarked;
