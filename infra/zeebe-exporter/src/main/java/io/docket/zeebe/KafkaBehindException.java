package io.docket.zeebe;

/** Tells the broker to offer the same record again later. Carries no stack trace: the broker logs each. */
final class KafkaBehindException extends RuntimeException {
    KafkaBehindException() {
        super("Kafka has not acknowledged the records before this one; it is offered again", null, false, false);
    }
}
