/** E-mails that came in. */
@NullMarked
package io.docket.command.mail.receive;

import org.jspecify.annotations.NullMarked;
