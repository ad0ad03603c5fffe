package io.docket.eventstore.axon.routing;

import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.distributed.ReplyMessage;
import org.axonframework.serialization.Serializer;

/**
 * What a handler returned or threw, in the parts that Axon takes it apart into. An exception becomes a
 * {@link org.axonframework.commandhandling.CommandExecutionException} with its details, whatever class it was.
 */
final class ForwardedResult extends ReplyMessage {
    /** For JSON. */
    ForwardedResult() {}

    ForwardedResult(String commandId, CommandResultMessage<?> result, Serializer serializer) {
        super(commandId, result, serializer);
    }
}
