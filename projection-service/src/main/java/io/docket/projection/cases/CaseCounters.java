package io.docket.projection.cases;

import io.docket.projection.view.Counter;
import io.docket.projection.view.Document;
import io.docket.projection.view.LogScale;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a case adds to the statistics of its tenant. */
final class CaseCounters {
    /** The fields that they are made of. */
    static final List<String> FIELDS =
            List.of("caseType", "stage", "status", "version", "openedAt", "closedAt", StageTimes.TIMES);

    private CaseCounters() {}

    static Map<String, Long> of(Document document) {
        String type = document.required("caseType");
        String status = document.required("status");
        Map<String, Long> counters = new HashMap<>();
        counters.put(Counter.stat("cases"), 1L);
        counters.put(Counter.stat("cases", status), 1L);
        counters.put(Counter.stat("type", type), 1L);
        counters.put(Counter.stat("type", type, "stage", document.required("stage")), 1L);
        counters.put(Counter.stat("type", type, "status", status), 1L);
        counters.put(Counter.stat("events", "case"), document.number("version"));
        if (document.get("openedAt") instanceof Instant openedAt) {
            counters.put(Counter.flow(openedAt, "opened", type), 1L);
            if (status.equals("open")) {
                counters.put(Counter.age(type, openedAt), 1L);
            }
            if (document.get("closedAt") instanceof Instant closedAt) {
                long millis = Math.max(0, closedAt.toEpochMilli() - openedAt.toEpochMilli());
                counters.put(Counter.flow(closedAt, "closed", type), 1L);
                counters.put(Counter.lead("millis", type), millis);
                counters.put(Counter.lead("bucket", type, Integer.toString(LogScale.bucket(millis))), 1L);
                stages(type, document, counters);
            }
        }
        return counters;
    }

    private static void stages(String type, Document document, Map<String, Long> counters) {
        document.object(StageTimes.TIMES).forEach((stage, times) -> {
            if (times instanceof Map<?, ?> known) {
                counters.put(
                        Counter.lead("stage", type, stage, StageTimes.VISITS),
                        StageTimes.number(known.get(StageTimes.VISITS)));
                counters.put(
                        Counter.lead("stage", type, stage, StageTimes.MILLIS),
                        StageTimes.number(known.get(StageTimes.MILLIS)));
            }
        });
    }
}
