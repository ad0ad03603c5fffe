package io.docket.system.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.hardwood.InputFile;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.RowReader;
import io.docket.system.support.Platform;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.xml.sax.SAXException;

/** How tools that know nothing of Docket read its exports. */
final class OtherTools {
    /** The rules of the published schemas, as the unit tests of the exports have them. */
    private static final Path RULES = Platform.project().resolve("projection-service/src/test/resources");

    private OtherTools() {}

    /** The positions in a Parquet file, in its order. */
    static List<String> positions(byte[] parquet) throws IOException {
        List<String> positions = new ArrayList<>();
        try (ParquetFileReader reader = ParquetFileReader.open(InputFile.of(ByteBuffer.wrap(parquet)));
                RowReader rows = reader.rowReader()) {
            while (rows.hasNext()) {
                rows.next();
                positions.add(rows.getInt("partition") + "-" + rows.getLong("offset"));
            }
        }
        return positions;
    }

    /** What is against the rules in a log in OCEL 2.0. */
    static List<Error> faultsOfOcel(byte[] log) throws IOException {
        try (InputStream rules = Files.newInputStream(RULES.resolve("ocel20-rules.schema.json"))) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(rules)
                    .validate(
                            new String(log, UTF_8),
                            InputFormat.JSON,
                            context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
        }
    }

    /** Throws {@link SAXException} if a log in XES is against the rules. */
    static void requireXes(InputStream log) throws IOException, SAXException {
        SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(RULES.resolve("xes-rules.xsd").toFile())
                .newValidator()
                .validate(new StreamSource(log));
    }
}
