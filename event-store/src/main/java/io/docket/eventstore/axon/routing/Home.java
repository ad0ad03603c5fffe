package io.docket.eventstore.axon.routing;

import java.util.Optional;
import org.axonframework.commandhandling.distributed.Member;

/**
 * Where a command belongs: the partition of its aggregate's root, whoever owns it; or anywhere, if it names no aggregate.
 *
 * @param tenant owner of the aggregate's data
 * @param root root of the aggregate's stream
 * @param partition number of the partition, from 0; -1 for anywhere
 */
record Home(String tenant, String root, int partition) implements Member {
    static final Home ANYWHERE = new Home("", "", -1);

    boolean isAnywhere() {
        return partition < 0;
    }

    @Override
    public String name() {
        return isAnywhere() ? "anywhere" : "partition " + partition;
    }

    @Override
    public <T> Optional<T> getConnectionEndpoint(Class<T> protocol) {
        return Optional.empty();
    }

    /** Decided when the command is sent, and not before. */
    @Override
    public boolean local() {
        return false;
    }

    /** Nothing to suspect: the owners themselves say who they are. */
    @Override
    public void suspect() {}
}
