/** What an e-mail says. */
@NullMarked
package io.docket.workflow.mail.message;

import org.jspecify.annotations.NullMarked;
