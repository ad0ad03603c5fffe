package io.docket.projection.timeline;

import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.json.Json;
import io.docket.contracts.position.Position;
import io.docket.projection.view.Counter;
import io.docket.projection.view.Document;
import io.docket.projection.view.FoldFailure;
import io.docket.projection.view.LogEvent;
import io.docket.projection.view.PlainData;
import io.docket.projection.view.Projector;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what happened to a root and all that belongs to it, in the order of the log: a document with the number of
 * entries and the newest of them, and sealed pages of {@value #PAGE} with the older ones. Every place in a timeline is
 * found by id alone, and a burst of events on one case is one write.
 */
@ApplicationScoped
public class TimelineProjector implements Projector {
    /** Name of the view. */
    public static final String VIEW = "timelines";

    /** Entries in a sealed page. */
    static final int PAGE = 16;

    /** Data over this size stays in the log; the entry says so. */
    static final int MAX_DATA_BYTES = 16 * 1024;

    /** Field of an entry whose data is only in the log: its size in bytes. */
    public static final String OMITTED = "dataOmittedBytes";

    static final String COUNT = "count";
    static final String ENTRIES = "entries";

    @Override
    public String view() {
        return VIEW;
    }

    @Override
    public String documentId(LogEvent event) {
        return id(rootEntity(event), event.envelope().root());
    }

    /** Id of the timeline of a root. */
    static String id(String entity, String root) {
        return entity + '/' + root;
    }

    /** Id of a sealed page of it, counted from 0. */
    static String pageId(String timeline, long page) {
        return timeline + '/' + page;
    }

    @Override
    public boolean begins(LogEvent event) {
        return event.envelope().sequence() == 1
                && event.id().equals(event.envelope().root());
    }

    @Override
    public Document fold(Document before, LogEvent event) {
        return before.copy().append(ENTRIES, entry(event)).set(COUNT, before.number(COUNT) + 1);
    }

    @Override
    public Overflow overflow(String id, Document document) {
        List<Map<String, @Nullable Object>> entries = document.objects(ENTRIES);
        long page = (document.number(COUNT) - entries.size()) / PAGE;
        Map<String, Document> sealed = new LinkedHashMap<>();
        int from = 0;
        for (; entries.size() - from >= 2 * PAGE; from += PAGE, page++) {
            sealed.put(pageId(id, page), sealedPage(entries.subList(from, from + PAGE)));
        }
        return sealed.isEmpty()
                ? new Overflow(document, sealed)
                : new Overflow(
                        document.copy().set(ENTRIES, List.copyOf(entries.subList(from, entries.size()))), sealed);
    }

    @Override
    public List<String> countedFields() {
        return List.of(COUNT);
    }

    @Override
    public Map<String, Long> counters(Document document) {
        return document.get(COUNT) == null ? Map.of() : Map.of(Counter.stat("events"), document.number(COUNT));
    }

    private static Document sealedPage(List<Map<String, @Nullable Object>> entries) {
        Position last = Position.parse(String.valueOf(entries.getLast().get("position")));
        return Document.empty().at(last.offset()).set(ENTRIES, List.copyOf(entries));
    }

    private static String rootEntity(LogEvent event) {
        return event.id().equals(event.envelope().root()) ? event.entity() : "case";
    }

    private static Map<String, @Nullable Object> entry(LogEvent event) {
        EventEnvelope envelope = event.envelope();
        Map<String, @Nullable Object> entry = new LinkedHashMap<>();
        entry.put("at", envelope.happenedAt());
        entry.put("recordedAt", envelope.time());
        entry.put("type", envelope.type());
        entry.put("subject", envelope.subject().toString());
        entry.put("version", envelope.sequence());
        entry.put("actor", envelope.actor());
        if (envelope.submitter() != null) {
            entry.put("submitter", envelope.submitter());
        }
        entry.put("commandId", envelope.commandId());
        if (envelope.reason() != null) {
            entry.put("reason", envelope.reason());
        }
        entry.put("position", event.position().toString());
        entry.put("eventId", envelope.id());
        data(entry, envelope.data());
        return entry;
    }

    private static void data(Map<String, @Nullable Object> entry, byte[] json) {
        if (json.length > MAX_DATA_BYTES) {
            entry.put(OMITTED, (long) json.length);
            return;
        }
        try {
            entry.put("data", PlainData.of(Json.tree(json)));
        } catch (FoldFailure tooDeep) {
            entry.put(OMITTED, (long) json.length);
        }
    }
}
