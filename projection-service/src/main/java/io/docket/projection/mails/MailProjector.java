package io.docket.projection.mails;

import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.event.MailEvent;
import io.docket.projection.view.Counter;
import io.docket.projection.view.Document;
import io.docket.projection.view.EntityProjector;
import io.docket.projection.view.Sortable;
import io.docket.projection.view.ViewIndex;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;

/** Folds what happens to an e-mail into its document. */
@ApplicationScoped
public class MailProjector extends EntityProjector<MailEvent> {
    /** Name of the view. */
    public static final String VIEW = "mails";

    /** Its case, the empty text where there is none; a query key, as the next one. */
    static final String CASE = "#case";

    static final String MESSAGE = "#message";

    public MailProjector() {
        super(VIEW, "mail", MailEvent.class);
    }

    @Override
    protected void apply(Document document, MailEvent event, EventEnvelope envelope) {
        switch (event) {
            case MailEvent.Received received ->
                begin(document, "received", envelope)
                        .set("caseId", received.caseId())
                        .set("messageId", received.messageId())
                        .set("sender", received.sender())
                        .set("to", received.to())
                        .set("subject", received.subject())
                        .set("html", received.html());
            case MailEvent.Parked parked ->
                begin(document, "parked", envelope)
                        .set("messageId", parked.messageId())
                        .set("sender", parked.sender())
                        .set("to", parked.to())
                        .set("subject", parked.subject())
                        .set("cause", parked.cause())
                        .set("detail", parked.detail());
            case MailEvent.Requested requested ->
                begin(document, "requested", envelope)
                        .set("caseId", requested.caseId())
                        .set("to", requested.to())
                        .set("cc", requested.cc())
                        .set("subject", requested.subject())
                        .set("body", requested.body())
                        .set("html", requested.html())
                        .set("inReplyTo", requested.inReplyTo());
            case MailEvent.Sending sending ->
                document.set("state", "sending")
                        .set("messageId", sending.messageId())
                        .set("attempts", document.number("attempts") + 1)
                        .set("cause", null);
            case MailEvent.Deferred deferred ->
                document.set("state", "requested").set("cause", deferred.cause());
            case MailEvent.Sent() -> document.set("state", "sent").set("sentAt", envelope.happenedAt());
            case MailEvent.Failed failed -> document.set("state", "failed").set("cause", failed.cause());
        }
    }

    private static Document begin(Document document, String state, EventEnvelope envelope) {
        return document.set("state", state)
                .set("createdAt", envelope.happenedAt())
                .set("createdBy", envelope.actor());
    }

    @Override
    public Map<String, Object> queryKeys(Document document) {
        return Map.of(
                CASE.substring(1), Sortable.text(document.get("caseId")),
                MESSAGE.substring(1), Sortable.text(document.get("messageId")));
    }

    @Override
    public List<String> countedFields() {
        return List.of("state", "version");
    }

    @Override
    public Map<String, Long> counters(Document document) {
        return Map.of(
                Counter.stat("mails", document.required("state")),
                1L,
                Counter.stat("events", "mail"),
                document.number("version"));
    }

    @Override
    public List<ViewIndex> indexes() {
        return List.of(
                ViewIndex.on("createdAt"),
                ViewIndex.on("updatedAt"),
                ViewIndex.on(CASE, "createdAt"),
                ViewIndex.on("state", "createdAt"),
                ViewIndex.on(MESSAGE, "createdAt"));
    }
}
