package io.docket.command.bulk;

import io.docket.command.payload.SizeLimits;
import io.docket.kit.identity.Caller;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The forms of a request with many commands. */
public enum BulkMediaType {
    NDJSON("application/x-ndjson"),
    JSON_ARRAY("application/json"),
    CLOUD_EVENTS("application/cloudevents-batch+json");

    private final String mediaType;

    BulkMediaType(String mediaType) {
        this.mediaType = mediaType;
    }

    /** Name of the media type. */
    public String mediaType() {
        return mediaType;
    }

    /** The form of a {@code Content-Type} header; empty if it is none of them. */
    static Optional<BulkMediaType> of(@Nullable String contentType) {
        String name =
                contentType == null ? "" : contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(type -> type.mediaType.equals(name))
                .findFirst();
    }

    BulkReader reader(InputStream body, Caller caller, SizeLimits sizes, int envelopeBytes) {
        ItemFormat lines = new CommandLineFormat(caller, sizes, envelopeBytes);
        int maxBytes = sizes.largest() + envelopeBytes;
        return switch (this) {
            case NDJSON -> new NdjsonReader(body, lines, maxBytes);
            case JSON_ARRAY -> new JsonArrayReader(body, lines, maxBytes);
            case CLOUD_EVENTS -> new JsonArrayReader(body, new CloudEventFormat(lines), maxBytes);
        };
    }
}
