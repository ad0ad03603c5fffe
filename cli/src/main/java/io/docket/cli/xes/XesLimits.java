package io.docket.cli.xes;

/**
 * What a log may hold at most: everything that is kept in memory at once is bounded by these.
 *
 * @param valueBytes bytes between two tags' starts, so of one attribute value, text or comment
 * @param nestingDepth attributes within attributes
 * @param traceEvents events of one trace
 * @param traceCharacters characters of all keys and values of one trace
 */
public record XesLimits(int valueBytes, int nestingDepth, int traceEvents, long traceCharacters) {
    /** 1 MiB a value, 32 levels, 100,000 events and 32 Mi characters a trace. */
    public static final XesLimits DEFAULT = new XesLimits(1 << 20, 32, 100_000, 32L << 20);
}
