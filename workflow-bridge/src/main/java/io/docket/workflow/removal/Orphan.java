package io.docket.workflow.removal;

import org.jspecify.annotations.Nullable;

/**
 * Data that should be gone, or that nobody would remove.
 *
 * @param key its key
 * @param tenant whose it is; absent if it does not say
 * @param reason {@code instance-over}, {@code not-indexed}, {@code unreadable}, {@code unbound-too-long} or
 *     {@code index-without-data}
 */
public record Orphan(String key, @Nullable String tenant, String reason) {}
