package io.docket.projection.redis;

/**
 * Names of the keys. Everything but the epoch itself belongs to an epoch, so that a repair builds beside what is read.
 *
 * @param prefix begins every key
 */
record HotKeys(String prefix) {
    /** Hash {@code {id, state, madeFrom, generations}}: which epoch is in use, of what, and whether it is complete. */
    String epoch() {
        return prefix + ":epoch";
    }

    /** Held by the instance that repairs. */
    String repairLock() {
        return prefix + ":repair";
    }

    /** Hash of the next offset by partition. */
    String positions(String epoch) {
        return prefix + ':' + epoch + ":positions";
    }

    /** Hash of counters of a tenant. */
    String counters(String epoch, String tenant, String group) {
        return prefix + ':' + epoch + ':' + tenant + ':' + group;
    }

    /** Set of the users of a tenant that acted. */
    String actors(String epoch, String tenant) {
        return prefix + ':' + epoch + ':' + tenant + ":actors";
    }

    /** Hash with the summary of a document. */
    String summary(String epoch, String tenant, String view, String id) {
        return prefix + ':' + epoch + ':' + tenant + ":summary:" + view + ':' + id;
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
