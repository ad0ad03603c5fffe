package io.docket.projection.apply;

/**
 * How far the stored documents are.
 *
 * @param next offset of the first event that may be missing in them
 * @param safe where to continue after an interruption: some time before {@code next}, for stores that lose their tail
 */
public record StoredPosition(long next, long safe) {}
