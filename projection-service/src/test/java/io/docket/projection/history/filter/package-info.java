@NullMarked
package io.docket.projection.history.filter;

import org.jspecify.annotations.NullMarked;
