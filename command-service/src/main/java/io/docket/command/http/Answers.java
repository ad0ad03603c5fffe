package io.docket.command.http;

import io.docket.command.decision.Refusal;
import io.docket.command.submit.Answer;
import io.docket.contracts.command.CommandResult;
import io.docket.contracts.id.RecordId;
import io.docket.kit.problem.Problems;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Map;

/** Answers as HTTP responses. */
public final class Answers {
    /** Header that marks the outcome of an earlier command. */
    public static final String REPLAYED = "Docket-Replayed";

    /** Header with the place of the last event in the log. */
    public static final String POSITION = "Docket-Position";

    private static final Map<String, String> COLLECTIONS = Map.ofEntries(
            Map.entry("case", "cases"),
            Map.entry("task", "tasks"),
            Map.entry("process", "processes"),
            Map.entry("case-type", "case-types"),
            Map.entry("process-definition", "process-definitions"),
            Map.entry("record-type", "record-types"),
            Map.entry("form", "forms"),
            Map.entry("queue", "queues"),
            Map.entry("template", "templates"),
            Map.entry("mail", "mails"),
            Map.entry("schedule", "schedules"),
            Map.entry("automation", "automations"));

    private Answers() {}

    /** The response of an answer; throws the problem of a refusal. */
    static Response response(Answer answer) {
        return switch (answer) {
            case Answer.Accepted accepted -> committed(accepted);
            case Answer.Refused refused -> throw problem(refused);
        };
    }

    /** 202: the receipt tells more. */
    static Response taken(String receipt) {
        return Response.accepted(Map.of("receipt", receipt, "state", "pending"))
                .header(HttpHeaders.LOCATION, "/api/commands/receipts/" + receipt)
                .build();
    }

    private static Response committed(Answer.Accepted accepted) {
        CommandResult result = accepted.result();
        Response.ResponseBuilder response =
                Response.status(accepted.status()).entity(result).header(HttpHeaders.ETAG, etag(result.version()));
        if (result.position() != null) {
            response.header(POSITION, result.position());
        }
        if (accepted.status() == Response.Status.CREATED.getStatusCode()) {
            response.header(HttpHeaders.LOCATION, URI.create(location(result)).toString());
        }
        if (accepted.replayed()) {
            response.header(REPLAYED, "true");
        }
        return response.build();
    }

    /** Where what was made can be read: in its list, or in the history if it is an event and nothing else. */
    private static String location(CommandResult result) {
        if (result.entity().equals("record")) {
            RecordId record = RecordId.ofEntity(result.id());
            return "/api/records/" + record.type() + "/" + record.id();
        }
        String collection = COLLECTIONS.get(result.entity());
        return collection == null
                ? "/api/history?subject=" + result.entity() + "/" + result.id()
                : "/api/" + collection + "/" + result.id();
    }

    /** A refusal as a problem document with its headers. */
    public static HttpProblem problem(Answer.Refused refused) {
        Refusal refusal = refused.refusal();
        HttpProblem.Builder problem = Problems.of(refusal.status(), refusal.slug(), refusal.title(), refusal.detail());
        if (refusal.reason() != null) {
            problem.with("reason", refusal.reason());
        }
        if (!refusal.errors().isEmpty()) {
            problem.with("errors", refusal.errors());
        }
        if (refusal.version() != null) {
            problem.with("version", refusal.version()).withHeader(HttpHeaders.ETAG, etag(refusal.version()));
        }
        if (refusal.retryAfterSeconds() != null) {
            problem.withHeader(HttpHeaders.RETRY_AFTER, refusal.retryAfterSeconds());
        }
        if (refused.replayed()) {
            problem.withHeader(REPLAYED, "true");
        }
        return problem.build();
    }

    private static String etag(long version) {
        return "\"" + version + "\"";
    }
}
