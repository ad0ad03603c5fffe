package io.docket.notification.facts;

/** What is known of a case or task cannot be kept or read right now. */
public final class FactsUnavailableException extends RuntimeException {
    public FactsUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }

    public FactsUnavailableException(String message) {
        super(message);
    }
}
