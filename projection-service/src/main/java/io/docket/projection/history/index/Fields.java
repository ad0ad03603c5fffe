package io.docket.projection.history.index;

import io.docket.contracts.position.Position;
import io.docket.projection.history.filter.EventTerms;
import io.docket.projection.history.filter.Key;
import io.docket.projection.history.log.StoredEvent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;

/** How an event is indexed: a term for each thing it is compared by, its place in the order, and the record itself. */
final class Fields {
    static final String TENANT = "tenant";

    /** Tenant and root in one term, so that the roots of a tenant can be gone through in order. */
    static final String TENANT_ROOT = "tenantRoot";

    static final String HAPPENED = "happened";
    static final String RECORDED = "recorded";
    static final String PLACE = "place";
    static final String RECORD = "record";

    /** How long the data is. */
    static final String BYTES = "bytes";

    /** Longest term that Lucene takes, in bytes; a longer one is not a term that anybody can ask for. */
    private static final int MAX_TERM_BYTES = 32_000;

    private static final char SEPARATOR = 0;

    private Fields() {}

    static Document document(StoredEvent record, EventTerms event) {
        Document document = new Document();
        document.add(new StringField(TENANT, event.event().tenant(), Field.Store.NO));
        document.add(new StringField(
                TENANT_ROOT, tenantRoot(event.event().tenant(), event.event().root()), Field.Store.NO));
        for (Key key : Key.values()) {
            for (String term : event.of(key)) {
                if (term.length() <= MAX_TERM_BYTES / 3) {
                    document.add(new StringField(key.field(), term, Field.Store.NO));
                }
            }
        }
        long recorded = micros(event.event().time());
        document.add(new LongPoint(HAPPENED, micros(event.happenedAt())));
        document.add(new LongPoint(RECORDED, recorded));
        document.add(new NumericDocValuesField(RECORDED, recorded));
        document.add(new NumericDocValuesField(PLACE, place(record.position())));
        document.add(new NumericDocValuesField(BYTES, record.data().length));
        document.add(new StoredField(RECORD, StoredForm.write(record)));
        return document;
    }

    static String tenantRoot(String tenant, String root) {
        return tenant + SEPARATOR + root;
    }

    /** The place of an event among those that were recorded at the same time. */
    static long place(Position position) {
        return ((long) position.partition() << Place.OFFSET_BITS) | position.offset();
    }

    static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }
}
