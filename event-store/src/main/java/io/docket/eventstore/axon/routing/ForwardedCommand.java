package io.docket.eventstore.axon.routing;

import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.distributed.DispatchMessage;
import org.axonframework.serialization.Serializer;

/** A command on its way to its owner, in the parts that Axon takes it apart into. */
final class ForwardedCommand extends DispatchMessage {
    /** For JSON. */
    ForwardedCommand() {}

    ForwardedCommand(CommandMessage<?> command, Serializer serializer) {
        super(command, serializer, true);
    }
}
