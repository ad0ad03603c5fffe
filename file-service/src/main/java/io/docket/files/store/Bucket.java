package io.docket.files.store;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;

/** The bucket of all files. */
public final class Bucket {
    private final S3Client s3;
    private final String name;

    Bucket(S3Client s3, String name) {
        this.s3 = s3;
        this.name = name;
    }

    /**
     * Creates the bucket if it is missing.
     *
     * @throws StoreUnavailable if the store does not answer, or refuses
     */
    public void ensure() {
        if (!exists()) {
            create();
        }
    }

    /**
     * True if the bucket is there.
     *
     * @throws StoreUnavailable if the store does not answer, or refuses
     */
    public boolean exists() {
        try {
            s3.headBucket(head -> head.bucket(name));
            return true;
        } catch (NoSuchBucketException e) {
            return false;
        } catch (SdkException e) {
            throw new StoreUnavailable(name, e);
        }
    }

    private void create() {
        try {
            s3.createBucket(create -> create.bucket(name));
        } catch (BucketAlreadyOwnedByYouException e) {
            exists();
        } catch (SdkException e) {
            throw new StoreUnavailable(name, e);
        }
    }
}
