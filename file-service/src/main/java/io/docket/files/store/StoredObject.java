package io.docket.files.store;

import org.jspecify.annotations.Nullable;

/**
 * What the store says about an object.
 *
 * @param size length in bytes
 * @param sha256 SHA-256 of all bytes in hex, where the store checked and kept it
 */
public record StoredObject(long size, @Nullable String sha256) {}
