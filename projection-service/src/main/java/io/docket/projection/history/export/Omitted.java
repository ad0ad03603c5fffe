package io.docket.projection.history.export;

import io.docket.kit.problem.Problems;
import io.docket.projection.history.filter.HistoryFilter;
import io.docket.projection.history.index.Snapshot;
import java.util.Iterator;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The roots that an export leaves out, as they are too large to be put in order in memory. They are known before the first
 * byte, and the export names them.
 *
 * @param roots the roots
 */
public record Omitted(SortedSet<String> roots) {
    /** Why they are left out, in an export. */
    public static final String REASON =
            "more than " + CaseHistories.MAX_EVENTS + " events or " + Snapshot.MAX_ROOT_BYTES + " bytes of data";

    /** The most roots that are named. */
    static final int MAX_ROOTS = 1_000;

    private static final Omitted NOTHING = new Omitted(new TreeSet<>());

    /** For an export that needs no order in memory. */
    public static Omitted nothing() {
        return NOTHING;
    }

    /**
     * What an export of the filter leaves out.
     *
     * @param casesOnly whether the export has cases alone
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 422 if the filter names what it asks for and some of that is too
     *     large, or if more would be left out than can be named
     */
    public static Omitted of(Snapshot snapshot, HistoryFilter filter, boolean casesOnly) {
        CaseHistories histories = new CaseHistories(snapshot, filter, NOTHING);
        SortedSet<String> roots = new TreeSet<>();
        for (Iterator<String> large = snapshot.tooLarge(filter, CaseHistories.MAX_EVENTS); large.hasNext(); ) {
            String root = large.next();
            if (histories.isAsked(root, casesOnly)) {
                roots.add(root);
                if (filter.namesEntities() || roots.size() > MAX_ROOTS) {
                    throw Problems.of(
                                    422,
                                    "history-too-large",
                                    "The history is too large for this format",
                                    root + (roots.size() > 1 ? " and " + (roots.size() - 1) + " others have " : " has ")
                                            + REASON + ": ask with format=ndjson or format=parquet"
                                            + (filter.namesEntities() ? "" : ", or for less"))
                            .build();
                }
            }
        }
        return new Omitted(roots);
    }

    /** True if the root is left out. */
    public boolean has(String root) {
        return roots.contains(root);
    }
}
