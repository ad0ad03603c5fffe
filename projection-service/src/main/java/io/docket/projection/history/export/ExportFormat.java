package io.docket.projection.history.export;

import io.docket.projection.history.export.ocel.OcelLog;
import io.docket.projection.history.export.xes.XesLog;
import io.docket.projection.history.filter.HistoryFilter;
import io.docket.projection.history.index.Snapshot;
import io.docket.projection.history.log.CloudEventBytes;
import io.docket.projection.history.log.StoredEvent;
import io.docket.projection.history.parquet.EventParquet;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/** In which form a history leaves the platform. */
enum ExportFormat {
    /** A CloudEvent a line. */
    NDJSON("application/x-ndjson") {
        @Override
        void write(Snapshot snapshot, HistoryFilter filter, Omitted omitted, OutputStream out) throws IOException {
            CloudEventBytes json = new CloudEventBytes();
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            Iterator<StoredEvent> events = snapshot.all(filter);
            while (events.hasNext()) {
                line.reset();
                json.write(events.next(), null, line);
                line.write('\n');
                line.writeTo(out);
            }
        }
    },
    /** IEEE 1849: a trace a case. */
    XES("application/xml") {
        @Override
        Omitted omitted(Snapshot snapshot, HistoryFilter filter) {
            return Omitted.of(snapshot, filter, true);
        }

        @Override
        void write(Snapshot snapshot, HistoryFilter filter, Omitted omitted, OutputStream out) {
            XesLog.write(new CaseHistories(snapshot, filter, omitted), out);
        }
    },
    /** OCEL 2.0 in JSON: objects and events. */
    OCEL("application/json") {
        @Override
        Omitted omitted(Snapshot snapshot, HistoryFilter filter) {
            return Omitted.of(snapshot, filter, false);
        }

        @Override
        void write(Snapshot snapshot, HistoryFilter filter, Omitted omitted, OutputStream out) throws IOException {
            OcelLog.write(snapshot, filter, omitted, out);
        }
    },
    /** Columns, for the data lake. */
    PARQUET(EventParquet.MEDIA_TYPE) {
        @Override
        void write(Snapshot snapshot, HistoryFilter filter, Omitted omitted, OutputStream out) throws IOException {
            EventParquet.write(snapshot.all(filter), out);
        }
    };

    private final String mediaType;

    ExportFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    /** What an export leaves out, to be told before the first byte; 422 if it cannot be. */
    Omitted omitted(Snapshot snapshot, HistoryFilter filter) {
        return Omitted.nothing();
    }

    /** Writes the events of the filter but for what is left out; the stream stays open. */
    abstract void write(Snapshot snapshot, HistoryFilter filter, Omitted omitted, OutputStream out) throws IOException;

    String mediaType() {
        return mediaType;
    }

    /** Its name in the API. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static List<String> labels() {
        return Arrays.stream(values()).map(ExportFormat::label).toList();
    }

    static ExportFormat of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }
}
