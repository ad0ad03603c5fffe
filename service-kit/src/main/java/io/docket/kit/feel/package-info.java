/** Expressions in FEEL, the language of the process engine. */
@NullMarked
package io.docket.kit.feel;

import org.jspecify.annotations.NullMarked;
