/** Notifications through Novu by the rules of the case types. */
@NullMarked
package io.docket.notification.novu;

import org.jspecify.annotations.NullMarked;
