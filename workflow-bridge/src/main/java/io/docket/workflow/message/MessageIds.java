package io.docket.workflow.message;

import io.docket.workflow.memory.InstanceRef;
import java.util.Optional;

/** How a message is known: in the memory as what the bridge does once, in the engine by {@code docket:<tenant>/<event>}. */
public final class MessageIds {
    private static final String IN_ENGINE = "docket:";
    private static final String IN_MEMORY = "message:";

    private MessageIds() {}

    /** The message in the memory. */
    public static InstanceRef ref(String tenant, String eventId) {
        return new InstanceRef(tenant, IN_MEMORY + eventId);
    }

    /** Its id in the engine. */
    static String of(InstanceRef message) {
        return IN_ENGINE + message.tenant() + "/" + message.processInstanceId().substring(IN_MEMORY.length());
    }

    /** The message behind an id of the engine; empty if it is not the bridge's. */
    public static Optional<InstanceRef> parse(String idInEngine) {
        int slash = idInEngine.indexOf('/');
        return idInEngine.startsWith(IN_ENGINE) && slash > 0
                ? Optional.of(ref(idInEngine.substring(IN_ENGINE.length(), slash), idInEngine.substring(slash + 1)))
                : Optional.empty();
    }
}
