package io.docket.eventstore.bench.commands;

import io.docket.contracts.json.Json;
import io.docket.eventstore.axon.EventTypeMapping;
import io.docket.eventstore.bench.commands.Account.Credited;
import io.docket.eventstore.bench.commands.Account.Opened;
import java.util.Optional;

/** How the events of an account stand in the log. */
public final class AccountTypes implements EventTypeMapping {
    public static final String OPENED = "bench.account.opened.v1";
    public static final String CREDITED = "bench.account.credited.v1";

    @Override
    public String typeOf(Class<?> event) {
        return event == Opened.class ? OPENED : CREDITED;
    }

    @Override
    public Optional<Class<?>> classOf(String type) {
        return Optional.of(type.equals(OPENED) ? Opened.class : Credited.class);
    }

    @Override
    public byte[] write(Object event) {
        return Json.bytes(event);
    }

    @Override
    public Object read(String type, byte[] data) {
        return type.equals(OPENED) ? Json.read(data, Opened.class) : Json.read(data, Credited.class);
    }
}
