package io.docket.files.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The objects of one bucket. Every method throws {@link SdkException} if the store does not answer. */
public final class ObjectStore {
    /** What follows the slash: everything in a folder comes before it. */
    private static final char AFTER_SLASH = '/' + 1;

    private final S3Client s3;
    private final String bucket;

    ObjectStore(S3Client s3, String bucket) {
        this.s3 = s3;
        this.bucket = bucket;
    }

    /** A small object as a whole. */
    public Optional<byte[]> read(String key) {
        try {
            return Optional.of(
                    s3.getObjectAsBytes(get -> get.bucket(bucket).key(key)).asByteArray());
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        }
    }

    /** Writes a small object. */
    public void write(String key, String contentType, byte[] bytes) {
        s3.putObject(put -> put.bucket(bucket).key(key).contentType(contentType), RequestBody.fromBytes(bytes));
    }

    /** Removes an object; fine if there is none. */
    public void delete(String key) {
        s3.deleteObject(delete -> delete.bucket(bucket).key(key));
    }

    /** Keys of all objects whose key begins with the prefix. */
    public List<String> list(String prefix) {
        return s3.listObjectsV2Paginator(list -> list.bucket(bucket).prefix(prefix)).contents().stream()
                .map(S3Object::key)
                .toList();
    }

    /** Keys of all objects whose key begins with the prefix, and that were written last before the instant. */
    public List<String> listBefore(String prefix, Instant before) {
        return s3.listObjectsV2Paginator(list -> list.bucket(bucket).prefix(prefix)).contents().stream()
                .filter(object -> object.lastModified().isBefore(before))
                .map(S3Object::key)
                .toList();
    }

    /**
     * Names of the folders directly under a prefix that is empty or ends with a slash, in order.
     *
     * @param after the folder after which to begin; empty for the first
     * @param limit most that are wanted
     */
    public List<String> folders(String prefix, String after, int limit) {
        return s3
                .listObjectsV2Paginator(list -> list.bucket(bucket)
                        .prefix(prefix)
                        .delimiter("/")
                        .startAfter(after.isEmpty() ? null : prefix + after + AFTER_SLASH))
                .commonPrefixes()
                .stream()
                .map(folder -> folder.prefix().substring(prefix.length()))
                .map(folder -> folder.substring(0, folder.length() - 1))
                .filter(folder -> folder.compareTo(after) > 0)
                .limit(limit)
                .toList();
    }

    /** Size and checksum of an object, as the store knows them. */
    public Optional<StoredObject> stat(String key) {
        try {
            HeadObjectResponse head =
                    s3.headObject(request -> request.bucket(bucket).key(key).checksumMode(ChecksumMode.ENABLED));
            return Optional.of(new StoredObject(head.contentLength(), wholeChecksum(head)));
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        }
    }

    /**
     * The bytes of an object.
     *
     * @param range the part that is wanted, or null for everything
     * @throws NoSuchKeyException if there is no such object
     */
    public StoredBytes open(String key, @Nullable ByteRange range) {
        return new StoredBytes(s3.getObject(get -> {
            get.bucket(bucket).key(key);
            if (range != null) {
                get.range("bytes=" + range.first() + "-" + range.last());
            }
        }));
    }

    /** The checksum of a multipart object is one of its parts' checksums, which says nothing about the whole. */
    private static @Nullable String wholeChecksum(HeadObjectResponse head) {
        String base64 = head.checksumSHA256();
        boolean composite =
                head.checksumType() == ChecksumType.COMPOSITE || (base64 != null && base64.indexOf('-') >= 0);
        return base64 == null || composite ? null : Sha256.toHex(base64);
    }
}
