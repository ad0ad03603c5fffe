@NullMarked
package io.docket.projection.history.export.ocel;

import org.jspecify.annotations.NullMarked;
