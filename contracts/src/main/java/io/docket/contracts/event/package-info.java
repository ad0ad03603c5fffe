/** The events of each entity, and the catalog that maps them to their type names. */
@NullMarked
package io.docket.contracts.event;

import org.jspecify.annotations.NullMarked;
