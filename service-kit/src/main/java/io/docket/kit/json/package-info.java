/** The JSON of the contracts as the JSON of the HTTP interface. */
@NullMarked
package io.docket.kit.json;

import org.jspecify.annotations.NullMarked;
