package io.docket.command.bulk;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The commands of one request, in order. */
@FunctionalInterface
public interface BulkReader {
    /**
     * The next command; {@code null} at the end. Blocks until there is one.
     *
     * @throws IOException if the client is gone
     */
    @Nullable
    BulkItem next() throws IOException;
}
