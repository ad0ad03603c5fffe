package io.docket.command.submit;

/** Where commands go. */
@FunctionalInterface
public interface Commands {
    /** The answer to a command. Blocks until its events are committed: call it on a virtual thread. */
    Answer submit(Submission submission);
}
