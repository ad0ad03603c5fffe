package io.docket.projection.redis;

/**
 * Names of the keys. Everything but the epoch itself belongs to an epoch, so that a repair builds beside what is read: what
 * documents add, and {@code positions}, the hash of the next offset by partition.
 *
 * @param prefix begins every key
 */
record HotKeys(String prefix) {
    /**
     * Hash {@code {id, state, madeFrom, generations, revision, written:<partition>}}: which epoch is in use, of what, and
     * whether it is complete. {@code written} is the offset that any batch ended at, also one behind a gap.
     */
    String epoch() {
        return prefix + ":epoch";
    }

    /** Held by the instance that fills the epoch: its id. */
    String repairLock() {
        return prefix + ":repair";
    }

    /** Hash of counters of a tenant, behind the epoch's own part of the key. */
    static String countersIn(String tenant, String group) {
        return tenant + ':' + group;
    }

    /** Set of the users of a tenant that acted, behind the epoch's own part of the key. */
    static String actorsIn(String tenant) {
        return tenant + ":actors";
    }

    /** Hash with the summary of a document, behind the epoch's own part of the key. */
    static String summaryIn(String tenant, String view, String id) {
        return tenant + ":summary:" + view + ':' + id;
    }

    /** Matches every key, whatever its epoch. */
    String everything() {
        return escaped(prefix) + ":*";
    }

    /** Begins every key of an epoch. */
    String ofEpoch(String epoch) {
        return prefix + ':' + epoch + ':';
    }

    private static String escaped(String text) {
        return text.replaceAll("[\\\\*?\\[\\]]", "\\\\$0");
    }
}
