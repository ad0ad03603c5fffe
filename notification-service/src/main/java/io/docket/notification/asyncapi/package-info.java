/** What travels over the websocket, HTTP streams and topics, as an AsyncAPI document. */
@NullMarked
package io.docket.notification.asyncapi;

import org.jspecify.annotations.NullMarked;
