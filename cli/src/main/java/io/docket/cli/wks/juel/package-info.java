/** Expressions of Java's expression language, said in FEEL. */
@NullMarked
package io.docket.cli.wks.juel;

import org.jspecify.annotations.NullMarked;
