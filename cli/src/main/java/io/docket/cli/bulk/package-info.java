/** Many commands through the bulk endpoint, without loss and in order. */
@NullMarked
package io.docket.cli.bulk;

import org.jspecify.annotations.NullMarked;
