/** Subscribers under cuts and kills: what each gets is compared with what the log says. */
@NullMarked
package io.docket.notification.faults;

import org.jspecify.annotations.NullMarked;
