package io.docket.files.catalog;

import java.time.Instant;

/** A file as clients see it: the record without what only the store needs. */
public record FileDocument(
        String id,
        String name,
        String contentType,
        long size,
        String sha256,
        String subject,
        String caseId,
        FileState state,
        String createdBy,
        Instant createdAt) {
    /** The document of a record. */
    public static FileDocument of(FileRecord file) {
        return new FileDocument(
                file.id(),
                file.name(),
                file.contentType(),
                file.size(),
                file.sha256(),
                file.subject(),
                file.caseId(),
                file.state(),
                file.createdBy(),
                file.createdAt());
    }
}
