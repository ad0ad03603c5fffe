package io.docket.command.route;

import io.docket.command.casetype.stored.Definitions;
import io.docket.command.casetype.stored.OwnDefinitions;
import io.docket.command.submit.Bearer;
import io.docket.contracts.event.CaseTypeEvent.Defined;
import io.docket.eventstore.NotOwnerException;
import java.util.Optional;
import java.util.function.BiFunction;

/** The definitions of all instances: what another one owns is asked there, with the token of the command that needs it. */
public final class RoutedDefinitions implements Definitions {
    private final OwnDefinitions own;
    private final Route route;
    private final Peers peers;

    public RoutedDefinitions(OwnDefinitions own, Route route, Peers peers) {
        this.own = own;
        this.route = route;
        this.peers = peers;
    }

    @Override
    public long current(String tenant, String id) {
        return own.isHere(tenant, id)
                ? own.current(tenant, id)
                : ask(tenant, id, (address, bearer) -> peers.currentCaseType(address, id, bearer));
    }

    @Override
    public Optional<Defined> version(String tenant, String id, long version) {
        return own.isHere(tenant, id)
                ? own.version(tenant, id, version)
                : ask(tenant, id, (address, bearer) -> peers.caseType(address, id, version, bearer));
    }

    private <T> T ask(String tenant, String id, BiFunction<String, Bearer, Reply<T>> question) {
        Bearer bearer = Bearer.current().orElseThrow(() -> elsewhere(id));
        Reply<T> reply = route.ask(own.partitionOf(tenant, id), address -> question.apply(address, bearer));
        if (reply instanceof Reply.Answered<T>(T value)) {
            return value;
        }
        throw elsewhere(id);
    }

    private static NotOwnerException elsewhere(String id) {
        return new NotOwnerException("the owner of case type " + id + " does not answer now", null);
    }
}
