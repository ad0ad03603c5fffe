package io.docket.files.read;

import io.docket.files.catalog.FileRecord;
import io.docket.files.store.ByteRange;
import io.docket.kit.problem.Problems;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The bytes of a file as an HTTP response, whole or in part (RFC 9110). */
final class StreamedFile {
    private static final String CONTENT_RANGE = "Content-Range";

    private StreamedFile() {}

    /**
     * The response.
     *
     * @param range value of {@code Range}, or null
     * @param ifRange value of {@code If-Range}, or null
     * @throws HttpProblem 416 if the range lies outside of the file
     */
    static Response of(Downloads downloads, FileRecord file, @Nullable String range, @Nullable String ifRange) {
        String etag = '"' + file.sha256() + '"';
        boolean sameVersion = ifRange == null || ifRange.equals(etag);
        Optional<ByteRange> part = sameVersion ? part(range, file.size()) : Optional.empty();
        Response.ResponseBuilder response = Response.status(part.isPresent() ? 206 : 200)
                .entity((StreamingOutput)
                        output -> downloads.open(file, part.orElse(null)).copyTo(output))
                .type(file.contentType())
                .header(HttpHeaders.CONTENT_LENGTH, part.map(ByteRange::length).orElse(file.size()))
                .header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment(file.name()))
                .header(HttpHeaders.ETAG, etag)
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .header("Accept-Ranges", "bytes")
                .header("X-Content-Type-Options", "nosniff");
        part.ifPresent(found -> response.header(CONTENT_RANGE, found.contentRange(file.size())));
        return response.build();
    }

    private static Optional<ByteRange> part(@Nullable String range, long size) {
        try {
            return ByteRange.parse(range, size);
        } catch (ByteRange.Unsatisfiable e) {
            throw Problems.of(416, "range-not-satisfiable", "The range lies outside of the file", e.getMessage())
                    .withHeader(CONTENT_RANGE, "bytes */" + size)
                    .build();
        }
    }
}
