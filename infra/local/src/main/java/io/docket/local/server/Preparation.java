package io.docket.local.server;

import io.docket.local.process.Launch;
import java.io.IOException;

/** Everything that must be there before the process starts, and its command line. */
@FunctionalInterface
public interface Preparation {
    /** The command line; throws {@link NotBuilt} if the program itself is missing. */
    Launch prepare() throws IOException, InterruptedException, NotBuilt;

    /** What was to be started has not been built. */
    final class NotBuilt extends Exception {
        private static final long serialVersionUID = 1L;

        public NotBuilt(String message) {
            super(message);
        }
    }
}
