/** Process definitions: one document each deployment, with what the engine made of it. */
@NullMarked
package io.docket.projection.processdefinitions;

import org.jspecify.annotations.NullMarked;
