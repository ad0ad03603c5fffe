package io.docket.contracts.event;

import org.jspecify.annotations.Nullable;

/**
 * Names interim data of a process (a form, a message payload) without containing it: the data lies encrypted in Redis and
 * is gone when its process instance ends; what stays in the log is this.
 *
 * @param key key in Redis
 * @param sha256 SHA-256 of the data's canonical JSON (RFC 8785), lower-case hex
 * @param signatureSha256 SHA-256 of the detached signature, lower-case hex, where there is one
 */
public record InterimRef(
        String key, String sha256, @Nullable String signatureSha256) {}
