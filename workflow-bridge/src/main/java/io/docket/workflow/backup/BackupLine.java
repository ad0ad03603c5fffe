package io.docket.workflow.backup;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A line of a backup: a data key ({@code dataKey}, {@code wrapped}), or what a key holds ({@code key}, {@code fields}).
 *
 * @param dataKey id of a data key
 * @param wrapped the data key, wrapped by a master key
 * @param key a key of interim data
 * @param instance the process instance that it belongs to; absent for one that belongs to none yet
 * @param fields its sealed values
 */
record BackupLine(
        @Nullable String dataKey,
        @Nullable String wrapped,
        @Nullable String key,
        @Nullable String instance,
        @Nullable Map<String, String> fields) {
    static BackupLine ofDataKey(String id, String wrapped) {
        return new BackupLine(id, wrapped, null, null, null);
    }

    static BackupLine ofData(String key, @Nullable String instance, Map<String, String> fields) {
        return new BackupLine(null, null, key, instance, fields);
    }
}
