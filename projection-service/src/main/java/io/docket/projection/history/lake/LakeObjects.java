package io.docket.projection.history.lake;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The objects of the lake's bucket. An object is there as a whole or not at all, and is never changed. */
public interface LakeObjects extends AutoCloseable {
    /** Makes sure that there is a bucket. */
    void ensureBucket();

    /** A small object. */
    Optional<byte[]> read(String key);

    /** Fetches an object into a new file. */
    void fetch(String key, Path file);

    /** Creates a small object; false if there is one already, which stays as it is. */
    boolean create(String key, byte[] content);

    /** Creates an object from a file; false if there is one already, which stays as it is. */
    boolean create(String key, Path file);

    /** Keys that begin with the prefix and come after another key, in their order; as many as the store gives at once. */
    List<String> list(String prefix, String after);

    @Override
    void close();
}
