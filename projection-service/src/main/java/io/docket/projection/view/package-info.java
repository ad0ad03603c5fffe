/** What a view is: documents, the projectors that fold events into them, their indexes and counters. */
@NullMarked
package io.docket.projection.view;

import org.jspecify.annotations.NullMarked;
