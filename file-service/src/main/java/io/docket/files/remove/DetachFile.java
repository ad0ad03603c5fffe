package io.docket.files.remove;

import io.docket.files.catalog.FileRecord;

/** Payload of the command {@code detach-file}. */
record DetachFile(String caseId, String fileId) {
    static final String TYPE = "detach-file";

    static DetachFile of(FileRecord file) {
        return new DetachFile(file.caseId(), file.id());
    }

    static String idempotencyKey(FileRecord file) {
        return "file:" + file.id() + ":detach";
    }
}
