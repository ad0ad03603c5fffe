package io.docket.eventstore.axon.routing;

import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.distributed.DistributedCommandBus;
import org.axonframework.serialization.Serializer;

/**
 * A command bus over several instances: a command is carried out by the one that owns its aggregate, whichever it is
 * dispatched on. Axon's distributed bus, with the owners of the store in place of a hash ring.
 *
 * <p>A command that has to go elsewhere is sent on the thread that dispatches it, once more if the owner is not the owner any
 * more and names the new one, and never further. Results, and what handlers throw, come back as from any of Axon's distributed
 * buses: an exception is a {@link org.axonframework.commandhandling.CommandExecutionException} with its details. What the
 * store answers keeps its type, between builds that know of it (to and from one that does not, it is an exception in words);
 * besides there are {@link OwnerUnavailableException}: nothing is written, send it again; and
 * {@link io.docket.eventstore.UnknownOutcomeException}: send it again with the same key.
 *
 * <p>A command with an {@value #IDEMPOTENCY_KEY} in its metadata is carried out once, as on an {@link OnceCommandBus}. Commands
 * that are forwarded have one always; one is made up where there is none.
 */
public final class RoutingCommandBus extends DistributedCommandBus {
    /** Key of a command's metadata: text, unique within the tenant of its aggregate. */
    public static final String IDEMPOTENCY_KEY = OnceCommandBus.IDEMPOTENCY_KEY;

    private RoutingCommandBus(Homes homes, OwnerConnector connector) {
        super(builder().commandRouter(homes).connector(connector));
    }

    /**
     * A bus that answers other instances from now on.
     *
     * @param local carries out what belongs here
     * @param serializer how commands and results become bytes; the same on all instances
     */
    public static RoutingCommandBus over(CommandBus local, Routing routing, Serializer serializer) {
        Homes homes = new Homes(routing.store(), routing.naming(), routing.targets());
        OwnerConnector connector = new OwnerConnector(routing, homes, local, new Messages(serializer));
        routing.transport().answerWith(connector::answer);
        return new RoutingCommandBus(homes, connector);
    }
}
