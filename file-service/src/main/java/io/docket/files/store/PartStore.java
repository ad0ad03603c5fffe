package io.docket.files.store;

import java.util.List;
import org.jboss.logging.Logger;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;
import software.amazon.awssdk.services.s3.model.Part;

/** Objects that arrive in parts. */
public final class PartStore {
    private static final Logger LOG = Logger.getLogger(PartStore.class);

    private final S3Client s3;
    private final String bucket;

    PartStore(S3Client s3, String bucket) {
        this.s3 = s3;
        this.bucket = bucket;
    }

    /** Begins an upload in parts; returns its id. */
    public String begin(String key, String contentType) {
        return s3.createMultipartUpload(create -> create.bucket(bucket).key(key).contentType(contentType))
                .uploadId();
    }

    /**
     * Makes one object of the parts.
     *
     * @return false if parts are missing, or the upload is unknown; nothing has changed then
     */
    public boolean assemble(String key, String uploadId, int expectedParts) {
        try {
            List<CompletedPart> parts =
                    s3.listPartsPaginator(list -> list.bucket(bucket).key(key).uploadId(uploadId)).parts().stream()
                            .limit(expectedParts + 1L)
                            .map(PartStore::completed)
                            .toList();
            if (parts.size() != expectedParts) {
                return false;
            }
            s3.completeMultipartUpload(complete ->
                    complete.bucket(bucket).key(key).uploadId(uploadId).multipartUpload(all -> all.parts(parts)));
            return true;
        } catch (NoSuchUploadException e) {
            return false;
        }
    }

    /** Ends the upload and frees its parts; fine if it has ended. */
    public void abort(String key, String uploadId) {
        try {
            s3.abortMultipartUpload(abort -> abort.bucket(bucket).key(key).uploadId(uploadId));
        } catch (NoSuchUploadException e) {
            LOG.debugf("upload has ended before key=%s", key);
        }
    }

    private static CompletedPart completed(Part part) {
        return CompletedPart.builder()
                .partNumber(part.partNumber())
                .eTag(part.eTag())
                .build();
    }
}
