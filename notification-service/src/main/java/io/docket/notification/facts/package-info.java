/** What the log said earlier that a later event does not repeat: case type and assignee. */
@NullMarked
package io.docket.notification.facts;

import org.jspecify.annotations.NullMarked;
