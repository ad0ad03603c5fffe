package io.docket.files.upload;

import io.docket.files.catalog.FileRecord;

/** Payload of the command {@code attach-file}. */
record AttachFile(String caseId, String fileId, String name, String contentType, long size, String sha256) {
    static final String TYPE = "attach-file";

    static AttachFile of(FileRecord file) {
        return new AttachFile(file.caseId(), file.id(), file.name(), file.contentType(), file.size(), file.sha256());
    }

    static String idempotencyKey(FileRecord file) {
        return "file:" + file.id();
    }
}
