package io.docket.command.route;

import io.docket.command.definition.Definitions;
import io.docket.command.definition.OwnDefinitions;
import io.docket.command.submit.Bearer;
import io.docket.eventstore.NotOwnerException;
import io.docket.eventstore.route.Reply;
import io.docket.eventstore.route.Route;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * The definitions of one kind of all instances: what another one owns is asked there, with the token of the command that
 * needs it.
 *
 * @param <D> what defines a version
 */
public final class RoutedDefinitions<D> implements Definitions<D> {
    private final OwnDefinitions<D> own;
    private final Route route;
    private final Peers peers;

    public RoutedDefinitions(OwnDefinitions<D> own, Route route, Peers peers) {
        this.own = own;
        this.route = route;
        this.peers = peers;
    }

    @Override
    public long current(String tenant, String id) {
        return own.isHere(tenant, id)
                ? own.current(tenant, id)
                : ask(tenant, id, (address, bearer) -> peers.currentVersion(address, own.kind(), id, bearer));
    }

    @Override
    public Optional<D> version(String tenant, String id, long version) {
        return own.isHere(tenant, id)
                ? own.version(tenant, id, version)
                : ask(tenant, id, (address, bearer) -> peers.definition(address, own.kind(), id, version, bearer));
    }

    private <T> T ask(String tenant, String id, BiFunction<String, Bearer, Reply<T>> question) {
        Bearer bearer = Bearer.current().orElseThrow(() -> elsewhere(id));
        Reply<T> reply = route.ask(own.partitionOf(tenant, id), address -> question.apply(address, bearer));
        if (reply instanceof Reply.Answered<T>(T value)) {
            return value;
        }
        throw elsewhere(id);
    }

    private NotOwnerException elsewhere(String id) {
        return new NotOwnerException("the owner of " + own.kind().words() + " " + id + " does not answer now", null);
    }
}
