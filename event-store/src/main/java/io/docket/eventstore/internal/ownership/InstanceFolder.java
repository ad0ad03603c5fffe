package io.docket.eventstore.internal.ownership;

import io.docket.eventstore.StartRefusedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The data folder of one instance, locked against a second one. It remembers the instance's name in the group, so that
 * after a crash the group knows it again and does not wait for the dead member's session to end; and the Kafka cluster that
 * it belongs to.
 */
public final class InstanceFolder implements AutoCloseable {
    private final Path folder;
    private final FileChannel lockFile;
    private final String instanceId;

    private InstanceFolder(Path folder, FileChannel lockFile, String instanceId) {
        this.folder = folder;
        this.lockFile = lockFile;
        this.instanceId = instanceId;
    }

    /**
     * Creates the folder if it is missing, and locks it.
     *
     * @throws StartRefusedException if it cannot be used, or another process uses it
     */
    public static InstanceFolder open(Path folder) {
        try {
            Files.createDirectories(folder);
            FileChannel lockFile = FileChannel.open(
                    folder.resolve("instance.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock(lockFile) == null) {
                lockFile.close();
                throw new StartRefusedException("data folder " + folder + " is used by another event store", null);
            }
            return new InstanceFolder(folder, lockFile, instanceId(folder.resolve("instance-id")));
        } catch (IOException e) {
            throw new StartRefusedException("data folder " + folder + " cannot be used: " + e, e);
        }
    }

    private static @Nullable FileLock lock(FileChannel lockFile) throws IOException {
        try {
            return lockFile.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static String instanceId(Path file) throws IOException {
        return remembered(file, UUID.randomUUID().toString());
    }

    /** What the file says; it says this from now on if there was nothing in it. */
    private static String remembered(Path file, String otherwise) throws IOException {
        if (Files.exists(file) && Files.size(file) > 0) {
            return Files.readString(file).strip();
        }
        Files.writeString(file, otherwise);
        return otherwise;
    }

    /**
     * The folder belongs to this cluster from the first time on: what it holds is about that cluster's log, and whoever reaches
     * another one by mistake would go on there as if nothing had ever happened.
     *
     * @throws StartRefusedException if it belongs to another cluster, or cannot be used
     */
    public void requireCluster(String clusterId, String addresses) {
        try {
            String known = remembered(folder.resolve("cluster-id"), clusterId);
            if (!known.equals(clusterId)) {
                throw new StartRefusedException(
                        "data folder " + folder + " belongs to the Kafka cluster " + known + ", and " + addresses
                                + " leads to " + clusterId + ": if that is meant, use an empty folder",
                        null);
            }
        } catch (IOException e) {
            throw new StartRefusedException("data folder " + folder + " cannot be used: " + e, e);
        }
    }

    /** Name of this instance in its group. */
    public String instanceId() {
        return instanceId;
    }

    @Override
    public void close() {
        try {
            lockFile.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
