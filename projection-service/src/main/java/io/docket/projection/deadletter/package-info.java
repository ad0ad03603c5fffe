/** Events that a view cannot take: the root waits for that view only, in order, until an operator decides. */
@NullMarked
package io.docket.projection.deadletter;

import org.jspecify.annotations.NullMarked;
