package io.docket.notification.asyncapi;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The AsyncAPI 3 document of the platform, {@code asyncapi.yaml}. Kept by hand: tests hold it to what really travels. */
final class AsyncApiDocument {
    private static final String FILE = "/asyncapi.yaml";

    private AsyncApiDocument() {}

    /** The document as it was written. */
    static String yaml() {
        try (InputStream file = AsyncApiDocument.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException("there is no " + FILE);
            }
            return new String(file.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same as JSON. */
    static String json() {
        try {
            return new YAMLMapper().readTree(yaml()).toPrettyString();
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
