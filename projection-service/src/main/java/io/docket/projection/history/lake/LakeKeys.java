package io.docket.projection.history.lake;

import java.util.Locale;

/**
 * The names of the lake's objects: {@code lake/<topic id>/<partition>/<first>-<last>.parquet} and, beside them,
 * {@code manifest/<first>.json}. Offsets have 20 digits, so that names sort as the log does.
 *
 * @param topicId id of the topic
 */
record LakeKeys(String topicId) {
    private static final String SUFFIX = ".json";

    String data(int partition, long first, long last) {
        return folder(partition) + padded(first) + '-' + padded(last) + ".parquet";
    }

    String manifest(int partition, long first) {
        return manifests(partition) + padded(first) + SUFFIX;
    }

    String manifests(int partition) {
        return folder(partition) + "manifest/";
    }

    /** The first offset that a manifest is named for. */
    long first(int partition, String manifest) {
        String prefix = manifests(partition);
        if (!manifest.startsWith(prefix) || !manifest.endsWith(SUFFIX)) {
            throw new IllegalStateException("not a manifest: " + manifest);
        }
        return Long.parseLong(manifest.substring(prefix.length(), manifest.length() - SUFFIX.length()));
    }

    private String folder(int partition) {
        return "lake/" + topicId + '/' + partition + '/';
    }

    private static String padded(long offset) {
        return String.format(Locale.ROOT, "%020d", offset);
    }
}
