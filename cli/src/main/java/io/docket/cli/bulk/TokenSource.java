package io.docket.cli.bulk;

import java.io.IOException;

/** Where the bearer tokens of the requests come from. */
@FunctionalInterface
public interface TokenSource {
    /** A valid token. */
    String current() throws IOException, InterruptedException;

    /** Notes that the server refused this token. */
    default void refused(String token) {}
}
