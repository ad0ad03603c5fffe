@NullMarked
package io.docket.projection.history.log;

import org.jspecify.annotations.NullMarked;
