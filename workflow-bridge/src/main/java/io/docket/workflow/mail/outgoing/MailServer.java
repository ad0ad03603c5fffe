package io.docket.workflow.mail.outgoing;

/** The server that sends mail. */
@FunctionalInterface
public interface MailServer {
    /** Sends the mail, or tells what became of the attempt. */
    Outcome send(MailRequest request, String messageId);

    /** What became of an attempt. */
    sealed interface Outcome {
        /** The server took it. */
        record Taken() implements Outcome {}

        /** It is certainly not sent, and may be later. */
        record NotNow(String cause) implements Outcome {}

        /** It is not sent, and never will be; or nobody knows whether it was. */
        record Never(String cause) implements Outcome {}
    }
}
