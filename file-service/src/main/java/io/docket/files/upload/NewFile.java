package io.docket.files.upload;

import io.docket.files.catalog.FileRecord;

/**
 * A file that a caller wants to bring.
 *
 * @param name name for people, without a path
 * @param contentType media type
 * @param size length in bytes
 * @param sha256 SHA-256 of the bytes, lower-case hex
 * @param subject {@code case/<id>} or {@code task/<id>}
 */
public record NewFile(String name, String contentType, long size, String sha256, String subject) {
    /** How a file was announced. */
    static NewFile of(FileRecord file) {
        return new NewFile(file.name(), file.contentType(), file.size(), file.sha256(), file.subject());
    }
}
