package io.docket.projection.history.parquet;

import io.docket.projection.history.log.StoredEvent;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.MessageType;

/**
 * Writes events as a Parquet file, front to back, in memory bounded by {@value #ROW_GROUP_BYTES} bytes. The columns
 * before {@code headers} are there to be asked for; {@code key}, {@code headers} and {@code data} are the record itself,
 * byte by byte, so that nothing is lost. {@link EventColumns} has the schema.
 */
public final class EventParquet {
    /** About the size of a row group, uncompressed: what is in memory before it is written. */
    public static final int ROW_GROUP_BYTES = 16 * 1024 * 1024;

    /** Media type of a Parquet file. */
    public static final String MEDIA_TYPE = "application/vnd.apache.parquet";

    private static final int PAGE_BYTES = 1024 * 1024;

    private EventParquet() {}

    /** The schema of the file. */
    public static MessageType schema() {
        return EventColumns.SCHEMA;
    }

    /**
     * Writes the events in their order; the stream is flushed and stays open.
     *
     * @return how many there were
     * @throws IllegalArgumentException if a record is no event
     */
    public static long write(Iterator<StoredEvent> events, OutputStream out) throws IOException {
        long count = 0;
        try (ParquetWriter<StoredEvent> writer = new EventWriteSupport.Builder(new StreamOutputFile(out))
                .withConf(new PlainParquetConfiguration())
                .withCompressionCodec(CompressionCodecName.ZSTD)
                .withRowGroupSize((long) ROW_GROUP_BYTES)
                .withPageSize(PAGE_BYTES)
                .build()) {
            while (events.hasNext()) {
                writer.write(events.next());
                count++;
            }
        }
        return count;
    }
}
