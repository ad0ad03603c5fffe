/** The history of everything, for auditors: search, stream and export. */
@NullMarked
package io.docket.projection.history;

import org.jspecify.annotations.NullMarked;
