package io.docket.eventstore;

/**
 * What a command answered, kept under its idempotency key so that a retry gets the same answer.
 *
 * @param tenant owner of the key, without {@code /}
 * @param key idempotency key, unique within the tenant
 * @param fingerprint digest of the command's content: tells a retry from another command with the same key
 * @param status status of the answer, as HTTP knows it
 * @param body the answer; opaque to the store
 */
public record Outcome(String tenant, String key, String fingerprint, int status, byte[] body) {
    public Outcome {
        if (tenant.isEmpty() || tenant.indexOf('/') >= 0 || key.isEmpty()) {
            throw new IllegalArgumentException("an outcome needs a tenant without / and a key: " + tenant + ", " + key);
        }
    }
}
