@NullMarked
package io.docket.projection.history.export.xes;

import org.jspecify.annotations.NullMarked;
