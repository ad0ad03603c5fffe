@NullMarked
package io.docket.projection.history;

import org.jspecify.annotations.NullMarked;
