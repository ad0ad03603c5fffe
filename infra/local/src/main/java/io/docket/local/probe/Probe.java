package io.docket.local.probe;

/** A question to a server. */
@FunctionalInterface
public interface Probe {
    /** Whether the server is ready for work; an exception means no, and says why. */
    boolean isReady() throws Exception;
}
