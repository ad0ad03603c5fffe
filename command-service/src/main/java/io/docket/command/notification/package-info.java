/** Telling people. */
@NullMarked
package io.docket.command.notification;

import org.jspecify.annotations.NullMarked;
