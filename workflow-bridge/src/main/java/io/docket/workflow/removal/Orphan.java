package io.docket.workflow.removal;

import org.jspecify.annotations.Nullable;

/**
 * Data that should be gone, or that nobody would remove.
 *
 * @param key its key; {@code task/<id>} for the files of a task
 * @param tenant whose it is; absent if neither its value nor its index says
 * @param reason {@code instance-over}, {@code not-indexed}, {@code unreadable}, {@code index-without-data} or
 *     {@code files-of-instance-over}
 */
public record Orphan(String key, @Nullable String tenant, String reason) {}
