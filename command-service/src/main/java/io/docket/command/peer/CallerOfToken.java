package io.docket.command.peer;

import io.docket.command.submit.Bearer;
import io.docket.kit.identity.Caller;

/** Verifies a token. */
@FunctionalInterface
public interface CallerOfToken {
    /**
     * The caller that the token names, after it was verified as over HTTP. Blocks.
     *
     * @throws SecurityException if the token is not valid
     */
    Caller verify(Bearer bearer);
}
