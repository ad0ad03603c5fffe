/** Tasks: one document each, and how many wait for whom. */
@NullMarked
package io.docket.projection.tasks;

import org.jspecify.annotations.NullMarked;
