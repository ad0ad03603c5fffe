package io.docket.command.bulk;

import java.io.IOException;

/** Where the lines of the answer go. */
public interface AnswerSink {
    /**
     * Writes complete lines. Blocks while the client does not read.
     *
     * @throws IOException if the client is gone, or too slow
     */
    void write(byte[] lines) throws IOException;

    /** Ends the answer. */
    void end();

    /** Breaks the answer off, so that the client cannot take it for complete. */
    void abort();
}
