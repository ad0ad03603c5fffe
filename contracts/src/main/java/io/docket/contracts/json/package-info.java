/** How everything that travels is written as JSON. */
@NullMarked
package io.docket.contracts.json;

import org.jspecify.annotations.NullMarked;
