package io.docket.eventstore.axon.routing;

import io.docket.eventstore.Outcome;

/**
 * A key, and what it is used for.
 *
 * @param tenant owner of the aggregate's data, and of the key
 * @param root root of the aggregate's stream
 * @param key idempotency key
 * @param fingerprint digest of the command
 */
record Use(String tenant, String root, String key, String fingerprint) {
    boolean isOf(Outcome outcome) {
        return outcome.key().equals(key) && outcome.fingerprint().equals(fingerprint);
    }
}
