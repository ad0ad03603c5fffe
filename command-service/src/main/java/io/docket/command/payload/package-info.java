/** Reading payloads: strict JSON, JSON Schema. */
@NullMarked
package io.docket.command.payload;

import org.jspecify.annotations.NullMarked;
