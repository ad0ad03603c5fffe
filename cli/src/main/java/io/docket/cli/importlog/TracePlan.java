package io.docket.cli.importlog;

import io.docket.cli.bulk.BulkCommand;
import java.util.List;
import java.util.Set;

/**
 * What a trace becomes.
 *
 * @param events number of its events; each has exactly one primary command
 * @param finalStage the stage in which the case ends; {@link #FIRST_STAGE} if it never leaves the one where it starts
 * @param actors those who did something in it
 * @param commands commands, in order
 * @param weight measure of its memory
 */
record TracePlan(int events, String finalStage, Set<String> actors, List<BulkCommand> commands, long weight) {
    /** Stands for the stage where every case starts: which one it is may be known only after the whole log. */
    static final String FIRST_STAGE = "";
}
