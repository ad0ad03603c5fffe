/** E-mail to case, and from it. */
@NullMarked
package io.docket.workflow.mail;

import org.jspecify.annotations.NullMarked;
