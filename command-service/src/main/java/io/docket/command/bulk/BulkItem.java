package io.docket.command.bulk;

import io.docket.command.decision.Refusal;
import io.docket.command.submit.Submission;
import org.jspecify.annotations.Nullable;

/**
 * One command of a request with many, or why it could not be read.
 *
 * @param submission the command; absent if it could not be read
 * @param refusal why it could not be read; absent if it could
 * @param bytes its size in the request
 */
public record BulkItem(
        @Nullable Submission submission, @Nullable Refusal refusal, int bytes) {
    static BulkItem of(Submission submission, int bytes) {
        return new BulkItem(submission, null, bytes);
    }

    static BulkItem unreadable(Refusal refusal) {
        return new BulkItem(null, refusal, 0);
    }
}
