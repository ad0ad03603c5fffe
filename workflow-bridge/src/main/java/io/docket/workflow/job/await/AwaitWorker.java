package io.docket.workflow.job.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.contracts.json.Json;
import io.docket.contracts.position.Cursor;
import io.docket.contracts.position.Position;
import io.docket.workflow.job.Inputs;
import io.docket.workflow.job.JobCall;
import io.docket.workflow.job.JobOutcome;
import io.docket.workflow.job.JobWorker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * {@code docket:wait-for}: until the views hold a position, or until an event is in the log.
 *
 * <p>An event is waited for from the position {@code from} on, which is that of a command before; without one, from now
 * on. Where the search has come is kept with the job as variable {@value #PLACE}, so that an event that comes between two
 * looks, or while nothing runs, is found by the next. How long to wait is for a timer of the process to say.
 */
public final class AwaitWorker implements JobWorker {
    static final String PLACE = "docketWaitCursor";

    private static final String POSITION = "position";
    private static final String TYPE = "eventType";
    private static final String SUBJECT = "subject";
    private static final String MATCHING = "matching";
    private static final String FROM = "from";
    private static final String RESULT = "resultVariable";
    private static final Duration LOOK = Duration.ofSeconds(10);
    private static final Duration BETWEEN = Duration.ofMillis(100);

    private final Platform platform;

    /** A worker that looks there. */
    public AwaitWorker(Platform platform) {
        this.platform = platform;
    }

    @Override
    public String type() {
        return "docket:wait-for";
    }

    @Override
    public List<String> inputs() {
        return List.of(POSITION, TYPE, SUBJECT, MATCHING, FROM, RESULT);
    }

    @Override
    public JobOutcome work(JobCall call) {
        Optional<String> type = call.inputs().text(TYPE);
        return type.isPresent() ? event(call, type.get()) : position(call);
    }

    private JobOutcome position(JobCall call) {
        String text = call.inputs().requiredText(POSITION);
        parsed(POSITION, text);
        boolean there = platform.viewsHold(call.tenant(), text, LOOK);
        return there ? new JobOutcome.Done(none()) : new JobOutcome.NotYet(BETWEEN, none());
    }

    private JobOutcome event(JobCall call, String type) {
        Map<String, String> filter = filter(call.inputs(), type);
        String start = call.job().variables().path(PLACE).asText("");
        if (start.isEmpty()) {
            String first = first(call, filter);
            return new JobOutcome.NotYet(Duration.ZERO, none().put(PLACE, first));
        }
        JsonNode answer = platform.events(call.tenant(), start, filter, LOOK);
        JsonNode event = answer.path("events").path(0);
        if (event.isMissingNode()) {
            return new JobOutcome.NotYet(
                    BETWEEN, none().put(PLACE, answer.path("cursor").asText(start)));
        }
        ObjectNode variables = none();
        variables.set(call.inputs().header(RESULT).orElse("event"), event);
        return new JobOutcome.Done(variables);
    }

    private String first(JobCall call, Map<String, String> filter) {
        String now = platform.events(call.tenant(), "now", filter, Duration.ZERO)
                .path("cursor")
                .asText("now");
        return call.inputs()
                .text(FROM)
                .map(text -> Cursor.parse(now).after(parsed(FROM, text)).toString())
                .orElse(now);
    }

    private static Map<String, String> filter(Inputs inputs, String type) {
        Map<String, String> filter = new TreeMap<>();
        filter.put("type", type);
        inputs.header(SUBJECT).ifPresent(header -> filter.put("subject", inputs.requiredText(SUBJECT)));
        inputs.object(MATCHING)
                .ifPresent(members -> members.properties()
                        .forEach(member -> filter.put(
                                "data." + member.getKey(), member.getValue().asText())));
        return filter;
    }

    private static Position parsed(String input, String text) {
        try {
            return Position.parse(text);
        } catch (IllegalArgumentException e) {
            throw Inputs.wrong(input, "is no position: <partition>-<offset>");
        }
    }

    private static ObjectNode none() {
        return Json.mapper().createObjectNode();
    }
}
