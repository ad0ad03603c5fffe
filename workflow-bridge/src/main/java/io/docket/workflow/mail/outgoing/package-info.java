/** E-mails that are sent. */
@NullMarked
package io.docket.workflow.mail.outgoing;

import org.jspecify.annotations.NullMarked;
