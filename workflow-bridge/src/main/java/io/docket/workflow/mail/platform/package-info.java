/** The other services as e-mails need them. */
@NullMarked
package io.docket.workflow.mail.platform;

import org.jspecify.annotations.NullMarked;
