package io.docket.cli.xes;

/**
 * A place in the uncompressed log.
 *
 * @param line line, from 1
 * @param column column, from 1
 * @param offset characters before it; negative where the parser can't tell
 */
public record Place(int line, int column, long offset) {
    @Override
    public String toString() {
        return line + ":" + column + (offset < 0 ? "" : " (offset " + offset + ")");
    }
}
