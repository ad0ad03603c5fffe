package io.docket.workflow.mail.platform;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Which case a mail belongs to. */
public interface CaseLookup {
    /** Id of the case with the number. */
    Optional<String> byNumber(String number);

    /** The id, if it is one of a case. */
    Optional<String> byId(String caseId);

    /** Number of the case; empty if nobody has heard of the case yet. */
    Optional<String> numberOf(String caseId);

    /** Id of the case of the mail with the Message-ID, which came in or was sent. */
    Optional<String> byMessage(String messageId);

    /** When the mail with the Message-ID was put on a case; empty if it was not, or if nobody has heard of it yet. */
    Optional<Instant> receivedAt(String messageId);

    /** SHA-256 of the files that the case has, in lower-case hex. */
    Set<String> filesOf(String caseId);
}
