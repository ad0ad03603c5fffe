/** The mailbox on its server. */
@NullMarked
package io.docket.workflow.mail.mailbox;

import org.jspecify.annotations.NullMarked;
