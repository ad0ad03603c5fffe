package io.docket.cli.importlog;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.cli.bulk.BulkCommand;
import io.docket.cli.failure.UserError;
import io.docket.contracts.json.Json;
import java.util.Map;

/**
 * What the platform accepts at most in a command. Checked before anything is sent, as a command that is rejected in the
 * middle of an import would leave its case half done.
 */
final class PlatformLimits {
    /** Characters of a trace below which none of its commands can be too large. */
    static final long SURELY_SMALL = 64 << 10;

    private static final int MAX_PAYLOAD_BYTES = 1 << 20;
    private static final int MAX_MEMBERS = 2_000;
    private static final int MAX_NAME = 200;
    private static final Map<String, Integer> MAX_TEXT = Map.of(
            "title",
            500,
            "formKey",
            500,
            "reason",
            2_000,
            "outcome",
            200,
            "body",
            100_000,
            "due",
            40,
            "followUp",
            40,
            "activity",
            500,
            "lifecycle",
            200,
            "resource",
            200);

    private PlatformLimits() {}

    /** The name of a user, a stage, a task or a case, if it can be one. */
    static String name(String what, String name) {
        if (name.length() > MAX_NAME) {
            throw new IllegalArgumentException(what + " is longer than " + MAX_NAME + " characters (limit)");
        }
        if (name.chars().anyMatch(character -> character < ' ' || character == 0x7f)) {
            throw new IllegalArgumentException(what + " has a control character");
        }
        return name;
    }

    /** The text of a field of a command, if it can be one. */
    static String text(String key, String text) {
        Integer limit = MAX_TEXT.get(key);
        if (limit == null) {
            return name(key, text);
        }
        if (text.length() > limit) {
            throw new IllegalArgumentException(key + " is longer than " + limit + " characters (limit)");
        }
        return text;
    }

    /** Throws if case data has too many members. */
    static void requireFewMembers(JsonNode data) {
        if (data.size() > MAX_MEMBERS) {
            throw new IllegalArgumentException("the case data has more than " + MAX_MEMBERS + " members (limit)");
        }
    }

    /** Throws if the command is too large. */
    static void requireFitting(BulkCommand command) {
        int bytes = Json.bytes(command.data()).length;
        if (bytes > MAX_PAYLOAD_BYTES) {
            throw new UserError(command.label() + ": " + command.type() + " would have " + bytes + " bytes, more than "
                    + MAX_PAYLOAD_BYTES + " (limit)");
        }
    }
}
