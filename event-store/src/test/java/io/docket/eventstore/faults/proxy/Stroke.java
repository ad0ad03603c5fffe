package io.docket.eventstore.faults.proxy;

import java.time.Duration;

/**
 * What happens to one request.
 *
 * @param kind what
 * @param length how long, where it takes time
 */
record Stroke(Misfortune kind, Duration length) {
    static final Stroke NONE = new Stroke(Misfortune.NONE, Duration.ZERO);
}
