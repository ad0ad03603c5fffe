package io.docket.eventstore.route;

import java.util.function.UnaryOperator;

/** How instances ask each other: bytes go, bytes come back. */
public interface Transport {
    /** Where other instances reach this one, {@code host:port}: what it publishes with the partitions that it owns. */
    String address();

    /**
     * The answer of the instance at an address: {@link Reply.Answered}, {@link Reply.NotAsked} if the question was certainly
     * not taken, {@link Reply.Unknown} if nobody can tell. Blocks until there is one or the transport's deadline has passed.
     */
    Reply<byte[]> ask(String address, byte[] question);

    /**
     * Answers what others ask from now on.
     *
     * @param answers called on a thread of its own for each question, and may block
     */
    void answerWith(UnaryOperator<byte[]> answers);
}
