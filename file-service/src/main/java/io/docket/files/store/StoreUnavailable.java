package io.docket.files.store;

/** The store does not answer, or not as it should. */
public final class StoreUnavailable extends RuntimeException {
    StoreUnavailable(String bucket, Throwable cause) {
        super("bucket " + bucket + ": " + cause.getMessage(), null, false, false);
    }
}
