/** How the ids of entities are built, and what they tell about their root. */
@NullMarked
package io.docket.contracts.id;

import org.jspecify.annotations.NullMarked;
