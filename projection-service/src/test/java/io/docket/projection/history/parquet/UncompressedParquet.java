package io.docket.projection.history.parquet;

import io.docket.projection.history.log.StoredEvent;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** The same events in other bytes, as another version of the writer might write them. */
public final class UncompressedParquet {
    private UncompressedParquet() {}

    public static void write(Iterator<StoredEvent> events, OutputStream out) throws IOException {
        try (ParquetWriter<StoredEvent> writer = new EventWriteSupport.Builder(new StreamOutputFile(out))
                .withConf(new PlainParquetConfiguration())
                .withCompressionCodec(CompressionCodecName.UNCOMPRESSED)
                .build()) {
            while (events.hasNext()) {
                writer.write(events.next());
            }
        }
    }
}
