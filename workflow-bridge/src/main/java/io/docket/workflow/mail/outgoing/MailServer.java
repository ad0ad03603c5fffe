package io.docket.workflow.mail.outgoing;

import java.util.Optional;

/** The server that sends mail. */
@FunctionalInterface
public interface MailServer {
    /** Sends the mail, or tells what became of the attempt. */
    Outcome send(MailRequest request, String messageId);

    /** Why it cannot be reached now, if so. */
    default Optional<String> away() {
        return Optional.empty();
    }

    /** What became of an attempt. */
    sealed interface Outcome {
        /** The server took it. */
        record Taken() implements Outcome {}

        /** It is certainly not sent, and may be once the server is there. */
        record NotNow(String cause) implements Outcome {}

        /** It is certainly not sent, and may be later; others may be now. */
        record NotThisOne(String cause) implements Outcome {}

        /** It is not sent, and never will be; or nobody knows whether it was. */
        record Never(String cause) implements Outcome {}
    }
}
