/** E-mails: those that came in, and those that are sent. */
@NullMarked
package io.docket.projection.mails;

import org.jspecify.annotations.NullMarked;
