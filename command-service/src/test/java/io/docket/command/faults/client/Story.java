package io.docket.command.faults.client;

import java.util.List;

/**
 * What a client remembers of one command.
 *
 * @param command what it asked for
 * @param attempts how often it sent it, and what it was told
 */
public record Story(Command command, List<Attempt> attempts) {
    public Story {
        attempts = List.copyOf(attempts);
    }

    /**
     * One sending.
     *
     * @param instance whom it asked
     * @param sentNanos when
     * @param answeredNanos when the answer came, or the client stopped waiting for it
     * @param answer what it was told
     */
    public record Attempt(String instance, long sentNanos, long answeredNanos, Answer answer) {}

    /** What it was told in the end. */
    public Answer answer() {
        return attempts.getLast().answer();
    }

    public long begunNanos() {
        return attempts.getFirst().sentNanos();
    }

    public long answeredNanos() {
        return attempts.getLast().answeredNanos();
    }
}
