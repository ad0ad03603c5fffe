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
 * after a crash the group knows it again and does not wait for the dead member's session to end.
 */
public final class InstanceFolder implements AutoCloseable {
    private final FileChannel lockFile;
    private final String instanceId;

    private InstanceFolder(FileChannel lockFile, String instanceId) {
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
            return new InstanceFolder(lockFile, instanceId(folder.resolve("instance-id")));
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
        if (Files.exists(file) && Files.size(file) > 0) {
            return Files.readString(file).strip();
        }
        String id = UUID.randomUUID().toString();
        Files.writeString(file, id);
        return id;
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
