/** Cases as people see them: one document each, with its comments, files and links. */
@NullMarked
package io.docket.projection.cases;

import org.jspecify.annotations.NullMarked;
