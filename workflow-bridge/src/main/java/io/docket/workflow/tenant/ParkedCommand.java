package io.docket.workflow.tenant;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.docket.contracts.json.Json;
import io.docket.workflow.command.BridgeCommand;
import org.jspecify.annotations.Nullable;

/**
 * A command that waits for an account of its tenant.
 *
 * @param command the command
 * @param processInstanceId the instance that has an incident if it is refused; absent where a refusal is only logged
 */
record ParkedCommand(BridgeCommand command, @Nullable String processInstanceId) {
    /** As it is kept. */
    String text() {
        return new String(Json.bytes(this), UTF_8);
    }

    /** The command behind such a text. */
    static ParkedCommand parse(String text) {
        return Json.read(text.getBytes(UTF_8), ParkedCommand.class);
    }
}
