package io.docket.projection.history.parquet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hardwood.InputFile;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.RowReader;
import dev.hardwood.row.PqMap;
import io.docket.projection.LoanWork;
import io.docket.projection.history.StoredEvents;
import io.docket.projection.history.log.StoredEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Reads with another implementation of the format than the one that writes. */
class EventParquetTest {
    @Test
    void another_reader_finds_every_record_byte_by_byte() throws IOException {
        List<StoredEvent> events = new ArrayList<>(StoredEvents.of(new LoanWork("acme", 3, 7).cases(60)));
        StoredEvent first = events.getFirst();
        List<StoredEvent.Header> odd = new ArrayList<>(first.headers());
        odd.add(new StoredEvent.Header("x-missing", null));
        odd.add(new StoredEvent.Header("x-binary", new byte[] {0, -1, 7}));
        events.set(0, new StoredEvent(first.position(), first.key(), odd, first.data()));
        ByteArrayOutputStream file = new ByteArrayOutputStream();

        long written = EventParquet.write(events.iterator(), file);

        assertThat(written).isEqualTo(events.size());
        List<StoredEvent> read = new ArrayList<>();
        try (ParquetFileReader reader = ParquetFileReader.open(InputFile.of(ByteBuffer.wrap(file.toByteArray())));
                RowReader rows = reader.rowReader()) {
            while (rows.hasNext()) {
                rows.next();
                read.add(record(rows));
            }
        }
        assertThat(read.stream().map(EventParquetTest::text).toList())
                .isEqualTo(events.stream().map(EventParquetTest::text).toList());
    }

    @Test
    void the_columns_say_what_the_headers_say() throws IOException {
        List<StoredEvent> events = StoredEvents.of(new LoanWork("acme", 3, 7).cases(5));
        ByteArrayOutputStream file = new ByteArrayOutputStream();

        EventParquet.write(events.iterator(), file);

        try (ParquetFileReader reader = ParquetFileReader.open(InputFile.of(ByteBuffer.wrap(file.toByteArray())));
                RowReader rows = reader.rowReader()) {
            for (StoredEvent event : events) {
                assertThat(rows.hasNext()).isTrue();
                rows.next();
                var envelope = event.envelope();
                assertThat(rows.getString("type")).isEqualTo(envelope.type());
                assertThat(rows.getString("entity") + "/" + rows.getString("entity_id"))
                        .isEqualTo(envelope.subject().toString());
                assertThat(rows.getTimestamp("time")).isEqualTo(envelope.time().truncatedTo(ChronoUnit.MICROS));
                assertThat(rows.isNull("submitter")).isTrue();
                assertThat(rows.getLong("sequence")).isEqualTo(envelope.sequence());
                assertThat(rows.getString("actor")).isEqualTo(envelope.actor());
            }
            assertThat(rows.hasNext()).isFalse();
        }
    }

    @Test
    void nothing_is_a_file_without_rows() throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();

        EventParquet.write(List.<StoredEvent>of().iterator(), file);

        byte[] bytes = file.toByteArray();
        assertThat(new String(Arrays.copyOf(bytes, 4), UTF_8)).isEqualTo("PAR1");
        try (ParquetFileReader reader = ParquetFileReader.open(InputFile.of(ByteBuffer.wrap(bytes)));
                RowReader rows = reader.rowReader()) {
            assertThat(rows.hasNext()).isFalse();
        }
    }

    /** The record as a text that differs wherever a byte does. */
    private static String text(StoredEvent event) {
        StringBuilder text = new StringBuilder(event.position().toString());
        text.append(Arrays.toString(event.key())).append(Arrays.toString(event.data()));
        event.headers().forEach(header -> text.append(header.name()).append(Arrays.toString(header.value())));
        return text.toString();
    }

    private static StoredEvent record(RowReader row) {
        PqMap map = row.getMap("headers");
        List<StoredEvent.Header> headers = new ArrayList<>();
        for (PqMap.Entry entry : map.getEntries()) {
            headers.add(
                    new StoredEvent.Header(entry.getStringKey(), entry.isValueNull() ? null : entry.getBinaryValue()));
        }
        return new StoredEvent(
                new io.docket.contracts.position.Position(row.getInt("partition"), row.getLong("offset")),
                row.getBinary("key"),
                headers,
                row.getBinary("data"));
    }
}
