package io.docket.projection.kills;

import static io.docket.projection.kills.Fields.copy;

import java.util.Map;

/** What an e-mail must be. */
final class MailReference implements ReferenceView {
    @Override
    public void change(Map<String, Object> doc, LoggedEvent event) {
        switch (event.type()) {
            case "docket.mail.received.v1", "docket.mail.parked.v1", "docket.mail.requested.v1" -> {
                copy(event, doc, "caseId", "messageId", "sender", "to", "cc", "subject", "body", "html", "inReplyTo");
                copy(event, doc, "cause", "detail");
                doc.put(
                        "state",
                        event.type()
                                .substring("docket.mail.".length(), event.type().length() - 3));
                doc.put("createdAt", event.happenedAt());
                doc.put("createdBy", event.actor());
            }
            case "docket.mail.sending.v1" -> {
                doc.put("state", "sending");
                copy(event, doc, "messageId");
                doc.merge("attempts", 1L, (before, one) -> (Long) before + 1);
                doc.remove("cause");
            }
            case "docket.mail.deferred.v1" -> {
                doc.put("state", "requested");
                copy(event, doc, "cause");
            }
            case "docket.mail.sent.v1" -> {
                doc.put("state", "sent");
                doc.put("sentAt", event.happenedAt());
            }
            case "docket.mail.failed.v1" -> {
                doc.put("state", "failed");
                copy(event, doc, "cause");
            }
            default -> throw new IllegalStateException(event.type());
        }
    }

    @Override
    public Map<String, Object> keys(Map<String, Object> doc) {
        return Map.of("case", Fields.text(doc, "caseId"), "message", Fields.text(doc, "messageId"));
    }

    @Override
    public Counts counters(Map<String, Object> doc) {
        return new Counts().one("stats", "mails", doc.get("state")).many(doc.get("version"), "stats", "events", "mail");
    }
}
