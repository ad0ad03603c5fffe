/** What becomes of an e-mail that is to be sent. */
@NullMarked
package io.docket.command.mail.record;

import org.jspecify.annotations.NullMarked;
