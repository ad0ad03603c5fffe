/** What a user does, from end to end. */
@NullMarked
package io.docket.system.journeys;

import org.jspecify.annotations.NullMarked;
