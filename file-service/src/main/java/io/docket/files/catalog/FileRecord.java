package io.docket.files.catalog;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is known about a file; kept as JSON beside its bytes.
 *
 * @param id UUIDv7, or the UUIDv5 of the key under which it was announced
 * @param tenant owner of the file
 * @param name name for people, without a path
 * @param contentType media type as announced
 * @param size length in bytes
 * @param sha256 SHA-256 of the bytes, lower-case hex
 * @param subject what the file was brought for: {@code case/<id>} or {@code task/<id>}
 * @param caseId the case that the file is attached to
 * @param state how far the file has come
 * @param uploadId id of the multipart upload, where the file comes in parts
 * @param createdBy the user who announced the file
 * @param createdAt when it was announced
 * @param position place of the event that attached it, {@code <partition>-<offset>}
 */
public record FileRecord(
        String id,
        String tenant,
        String name,
        String contentType,
        long size,
        String sha256,
        String subject,
        String caseId,
        FileState state,
        @Nullable String uploadId,
        String createdBy,
        Instant createdAt,
        @Nullable String position) {
    /** The same file, its bytes found to be the announced ones. */
    public FileRecord verified() {
        return with(FileState.VERIFIED, position);
    }

    /** The same file, now part of its case. */
    public FileRecord attached(@Nullable String at) {
        return with(FileState.ATTACHED, at);
    }

    private FileRecord with(FileState newState, @Nullable String newPosition) {
        return new FileRecord(
                id,
                tenant,
                name,
                contentType,
                size,
                sha256,
                subject,
                caseId,
                newState,
                uploadId,
                createdBy,
                createdAt,
                newPosition);
    }
}
