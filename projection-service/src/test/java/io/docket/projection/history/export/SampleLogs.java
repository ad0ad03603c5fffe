package io.docket.projection.history.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Named.named;

import io.docket.contracts.event.CaseEvent;
import io.docket.projection.Events;
import io.docket.projection.LoanWork;
import io.docket.projection.kills.AllSorts;
import io.docket.projection.view.LogEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;

/** Logs of the tenant acme that an export has to get right. */
public final class SampleLogs {
    private static final String ODD = """
            {"a:b":1,"a.b":2,"a b":"x\\u0000y\\r\\n\\t<&>\\"'","a/b":true,"1st":4,"Größe":1.50,"":"nameless","-":"dash",\
            "huge":1e400,"long":123456789012345678901234567890,"none":null,"list":[1,{"x":1}],"smile":"\\ud83d\\ude00",\
            "half":"\\ud800","deep":{"a":{"b":{"c":{"d":{"e":1}}}}}}""";

    private SampleLogs() {}

    /** All of them. */
    public static Stream<Named<List<LogEvent>>> all() {
        return Stream.of(
                named("loan work", new LoanWork("acme", 0, 2).cases(30)),
                named("all sorts of events", new AllSorts("acme", 0, 1).next(3_000)),
                named("odd data", odd()));
    }

    private static List<LogEvent> odd() {
        Events log = new Events("acme", 0);
        List<LogEvent> events = new ArrayList<>();
        String opened =
                "{\"number\":\"N <1>\",\"caseType\":\"loan\",\"caseTypeVersion\":1,\"title\":\"\\u0001 \\ud800\","
                        + "\"stage\":\"a b\",\"data\":" + ODD + "}";
        events.add(log.next("case", "c1", "o'brien \"<&>", "docket.case.opened.v1", opened.getBytes(UTF_8), null));
        events.add(log.next(
                "case", "c1", "ann", "docket.case.updated.v1", ("{\"data\":" + ODD + "}").getBytes(UTF_8), null));
        for (String data :
                List.of("{\"of\":\"the future\",\"status\":7,\"stage\":false}", "[1,2]", "\"text\"", "7", "null")) {
            events.add(log.next("case", "c1", "ann", "docket.case.frozen.v9", data.getBytes(UTF_8), null));
        }
        events.add(log.next("case", "c1", "ann", new CaseEvent.Moved("a", "b")));
        events.add(log.next("case", "c1", "ann", new CaseEvent.Linked("nowhere", "follows")));
        events.add(log.next("case", "c1", "ann", new CaseEvent.Linked("loan", "follows")));
        events.add(log.next(
                "queue", "loan", "ann", "docket.queue.defined.v1", "{\"name\":\"Loans\"}".getBytes(UTF_8), null));
        events.add(log.next("task", "lost~t1", "ann", "docket.task.cancelled.v1", "{}".getBytes(UTF_8), null));
        return events;
    }
}
