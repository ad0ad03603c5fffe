package io.docket.workflow.mail.incoming;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.contracts.json.Json;
import io.docket.workflow.command.BridgeCommand;
import io.docket.workflow.command.CommandAnswers;
import io.docket.workflow.mail.message.IncomingMail;
import io.docket.workflow.mail.message.MessageReader;
import io.docket.workflow.mail.platform.Freshness;

/**
 * Commands that follow from a mail. Each has a key that follows from the Message-ID, so that the same again changes nothing.
 *
 * @param tenant who sends them
 * @param commands where they go
 * @param freshness is told what they wrote
 */
record MailCommands(String tenant, CommandAnswers commands, Freshness freshness) {
    void send(String type, IncomingMail mail, String step, ObjectNode payload) {
        ObjectNode result = commands.call(new BridgeCommand(tenant, type, key(mail, step), payload));
        String position = result.path("position").asText("");
        if (!position.isEmpty()) {
            freshness.after(position);
        }
    }

    /** The key of a step that is taken for a mail. */
    static String key(IncomingMail mail, String step) {
        return "mail:" + digest(mail) + ":" + step;
    }

    /** What is said of a mail, under an id. */
    static ObjectNode said(IncomingMail mail, String id) {
        ObjectNode payload = Json.mapper().createObjectNode();
        payload.put("mailId", id).put("messageId", mail.messageId()).put("sender", mail.sender());
        mail.recipients().forEach(payload.putArray("to")::add);
        if (!mail.subject().isEmpty()) {
            payload.put("subject", mail.subject());
        }
        return payload;
    }

    /** Id of the case that is opened for a mail. */
    static String newCase(IncomingMail mail) {
        return "M-" + digest(mail);
    }

    static String digest(IncomingMail mail) {
        return MessageReader.digest(mail.messageId());
    }
}
