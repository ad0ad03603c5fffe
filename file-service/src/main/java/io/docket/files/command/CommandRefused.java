package io.docket.files.command;

/** The command service did not accept a command; its answer is the answer to the caller. */
public final class CommandRefused extends RuntimeException {
    private final transient CommandAnswer answer;

    public CommandRefused(CommandAnswer answer) {
        super("the command service answered " + answer.status(), null, false, false);
        this.answer = answer;
    }

    /** What the command service answered. */
    public CommandAnswer answer() {
        return answer;
    }
}
