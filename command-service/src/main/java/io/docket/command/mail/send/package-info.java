/** Asking for an e-mail to be sent. */
@NullMarked
package io.docket.command.mail.send;

import org.jspecify.annotations.NullMarked;
