package io.docket.eventstore.axon.routing;

import io.docket.eventstore.EventStore;
import io.docket.eventstore.StreamId;
import io.docket.eventstore.axon.StreamNaming;
import java.util.Optional;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.distributed.CommandMessageFilter;
import org.axonframework.commandhandling.distributed.CommandRouter;
import org.axonframework.commandhandling.distributed.Member;
import org.axonframework.commandhandling.distributed.RoutingStrategy;
import org.jspecify.annotations.Nullable;

/** Finds where commands belong: by the aggregate that a command names, and by nothing that an instance says it can do. */
final class Homes implements CommandRouter {
    private final EventStore store;
    private final StreamNaming naming;
    private final RoutingStrategy targets;

    /** @param targets identifier of the aggregate that a command names; {@code null} if it names none */
    Homes(EventStore store, StreamNaming naming, RoutingStrategy targets) {
        this.store = store;
        this.naming = naming;
        this.targets = targets;
    }

    Home of(CommandMessage<?> command) {
        @Nullable String aggregate = targets.getRoutingKey(command);
        if (aggregate == null) {
            return Home.ANYWHERE;
        }
        StreamId stream = naming.streamOf(aggregate);
        String root = store.rootOf(stream.toString());
        return new Home(stream.tenant(), root, store.partitionOf(root));
    }

    @Override
    public Optional<Member> findDestination(CommandMessage<?> command) {
        return Optional.of(of(command));
    }

    /** Every instance has the same handlers; what it owns it publishes itself. */
    @Override
    public void updateMembership(int loadFactor, CommandMessageFilter commandFilter) {
        // nothing to publish
    }
}
