@NullMarked
package io.docket.projection.history.index;

import org.jspecify.annotations.NullMarked;
