/** What becomes of an e-mail that came in. */
@NullMarked
package io.docket.workflow.mail.incoming;

import org.jspecify.annotations.NullMarked;
