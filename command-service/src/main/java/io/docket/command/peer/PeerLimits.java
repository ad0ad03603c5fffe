package io.docket.command.peer;

import java.time.Duration;

/**
 * What bounds the questions to other instances.
 *
 * @param deadline how long the answer to a command may take
 * @param lookupDeadline how long any other answer may take
 * @param inFlight commands under way to one instance
 * @param patience how long a command waits for its turn when so many are
 */
public record PeerLimits(Duration deadline, Duration lookupDeadline, int inFlight, Duration patience) {}
