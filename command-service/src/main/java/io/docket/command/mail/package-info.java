/** E-mails of cases. */
@NullMarked
package io.docket.command.mail;

import org.jspecify.annotations.NullMarked;
