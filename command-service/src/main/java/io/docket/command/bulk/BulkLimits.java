package io.docket.command.bulk;

import java.time.Duration;

/**
 * What bounds one request with many commands.
 *
 * @param inFlight commands read and not yet answered
 * @param bytesInFlight bytes of those commands
 * @param patience how long a command that cannot be taken now is tried again
 */
public record BulkLimits(int inFlight, int bytesInFlight, Duration patience) {}
