/** What all queries share: parameters, paging, access, answers. */
@NullMarked
package io.docket.projection.query;

import org.jspecify.annotations.NullMarked;
