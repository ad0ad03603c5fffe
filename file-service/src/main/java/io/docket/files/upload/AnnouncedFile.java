package io.docket.files.upload;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * The answer to an announcement.
 *
 * @param id id of the file
 * @param upload how to bring the bytes; absent where they are there, so that the upload only has to be completed
 * @param replayed true if the file was announced before
 */
public record AnnouncedFile(
        String id,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Upload upload,

        @JsonIgnore boolean replayed) {}
