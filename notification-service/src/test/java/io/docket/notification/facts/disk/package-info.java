/** Tests of the facts on disk. */
@NullMarked
package io.docket.notification.facts.disk;

import org.jspecify.annotations.NullMarked;
