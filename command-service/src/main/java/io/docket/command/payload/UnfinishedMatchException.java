package io.docket.command.payload;

import com.networknt.schema.SchemaException;
import io.docket.command.decision.Refusal;
import io.docket.command.decision.Rejection;
import java.util.List;

/** It is not known whether a text matches a pattern. A kind of exception that the validator lets pass and does not log. */
final class UnfinishedMatchException extends SchemaException {
    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    private UnfinishedMatchException(Refusal refusal) {
        super(refusal.detail());
        this.refusal = refusal;
    }

    /** The same text will not come to an end the next time either. */
    static UnfinishedMatchException tooCostly(String regex, long reads) {
        return new UnfinishedMatchException(Refusal.unfit(
                "pattern-too-costly",
                "the pattern " + regex + " of the schema is not decided for a text of the data after " + reads
                        + " characters were looked at",
                List.of()));
    }

    /** The time for it is over. */
    static UnfinishedMatchException interrupted(String regex) {
        return new UnfinishedMatchException(
                Refusal.unavailable("busy", "the pattern " + regex + " of the schema was not decided in time"));
    }

    /** What to say to who sent the text. */
    Rejection rejection() {
        return new Rejection(refusal);
    }
}
