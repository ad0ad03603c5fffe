package io.docket.command.idempotency;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.UUID;

/** Ids of commands that have an idempotency key: the same key of the same tenant always gives the same id. */
public final class CommandIds {
    private static final UUID NAMESPACE = UUID.fromString("7f0c6a3e-52f4-5c1b-9a57-d0c4e7c0ffee");

    private CommandIds() {}

    /** Id of the command with this key. */
    public static String of(String tenant, String key) {
        return UuidCreator.getNameBasedSha1(NAMESPACE, tenant + "/" + key).toString();
    }
}
