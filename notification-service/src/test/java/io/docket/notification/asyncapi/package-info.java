/** The AsyncAPI document against what really travels. */
@NullMarked
package io.docket.notification.asyncapi;

import org.jspecify.annotations.NullMarked;
