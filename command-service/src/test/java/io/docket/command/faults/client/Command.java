package io.docket.command.faults.client;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * A command on a case.
 *
 * @param key its idempotency key, the same for all attempts
 * @param kind what it does
 * @param caseId the case
 * @param value what it writes: an amount, a text, a stage, an assignee
 * @param ifMatch version that the case is expected to have
 */
public record Command(
        String key,
        Kind kind,
        String caseId,
        String value,
        @Nullable Long ifMatch) {
    public static final String TENANT = "acme";

    /** Type of every case. With each case goes a process, so that two entities change together. */
    public static final String CASE_TYPE = """
            {"id":"loan","name":"Loan","process":"check","dataSchema":{"type":"object","properties":
            {"amount":{"type":"string"}},"additionalProperties":false},"stages":[{"id":"a","name":"A","next":["b"]},
            {"id":"b","name":"B","next":["a","c"]},{"id":"c","name":"C","next":["a"]}]}""";

    /** The commands. */
    public enum Kind {
        OPEN("open-case"),
        UPDATE("update-case"),
        MOVE("move-case"),
        ASSIGN("assign-case"),
        COMMENT("add-comment"),
        CLOSE("close-case"),
        REOPEN("reopen-case");

        private final String type;

        Kind(String type) {
            this.type = type;
        }
    }

    String type() {
        return kind.type;
    }

    String payload() {
        ObjectNode payload = JsonNodeFactory.instance.objectNode().put("caseId", caseId);
        switch (kind) {
            case OPEN -> payload.put("caseType", "loan").putObject("data").put("amount", value);
            case UPDATE -> payload.putObject("data").put("amount", value);
            case MOVE -> payload.put("stage", value);
            case ASSIGN -> payload.put("assignee", value);
            case COMMENT -> payload.put("body", value);
            case CLOSE -> payload.put("outcome", value);
            case REOPEN -> {}
        }
        return payload.toString();
    }
}
