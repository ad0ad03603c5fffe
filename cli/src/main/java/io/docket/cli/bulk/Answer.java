package io.docket.cli.bulk;

import java.util.List;

/**
 * The answer to a bulk request.
 *
 * @param outcomes outcomes of its first commands, in order
 * @param broken why there are not more; empty if each command has its outcome
 * @param retryAfterSeconds how long to wait before a retry, where the server says so
 */
record Answer(List<Outcome> outcomes, String broken, long retryAfterSeconds) {}
