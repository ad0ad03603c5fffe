package io.docket.files.store;

import java.util.regex.Pattern;

/**
 * Where things lie in the bucket: {@code <tenant>/<fileId>/<sha256>} holds the bytes, {@code <tenant>/<fileId>/meta.json}
 * what is known about them; an empty {@code <tenant>/by-task/<taskId>/<fileId>} says that they were brought for a task, an
 * empty {@code <tenant>/uploading/<fileId>} that they are still to come. A tenant is one prefix, so that a bucket policy can
 * be written for it.
 */
public final class FileKeys {
    private static final Pattern TENANT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    private FileKeys() {}

    /** Key of the bytes. */
    public static String content(String tenant, String fileId, String sha256) {
        return prefix(tenant, fileId) + sha256;
    }

    /** Key of the record. */
    public static String record(String tenant, String fileId) {
        return prefix(tenant, fileId) + "meta.json";
    }

    /** Key of the mark that the file was brought for the task. */
    public static String mark(String tenant, String taskId, String fileId) {
        return marks(tenant, taskId) + fileId;
    }

    /** What the marks of a task begin with. */
    public static String marks(String tenant, String taskId) {
        return tasks(tenant) + taskId + "/";
    }

    /** What the marks of all tasks begin with. */
    public static String tasks(String tenant) {
        return prefix(tenant, "by-task");
    }

    /** Key of the mark that the bytes of the file are still to come. */
    public static String uploading(String tenant, String fileId) {
        return uploads(tenant) + fileId;
    }

    /** What the marks of all files whose bytes are still to come begin with. */
    public static String uploads(String tenant) {
        return prefix(tenant, "uploading");
    }

    private static String prefix(String tenant, String fileId) {
        if (!TENANT.matcher(tenant).matches()) {
            throw new IllegalArgumentException("tenant cannot be part of a key: " + tenant);
        }
        return tenant + "/" + fileId + "/";
    }
}
