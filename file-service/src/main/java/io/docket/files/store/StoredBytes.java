package io.docket.files.store;

import java.io.IOException;
import java.io.OutputStream;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** Bytes on their way out of the store; read once, by one of the methods here. */
public final class StoredBytes {
    private final ResponseInputStream<GetObjectResponse> stream;

    StoredBytes(ResponseInputStream<GetObjectResponse> stream) {
        this.stream = stream;
    }

    /** Copies everything to the output. A reader that goes away ends the transfer from the store, too. */
    public void copyTo(OutputStream output) throws IOException {
        try (stream) {
            stream.transferTo(output);
        } catch (IOException e) {
            stream.abort();
            throw e;
        }
    }

    /** The SHA-256 of everything, in hex. */
    public String sha256() throws IOException {
        return Sha256.of(stream);
    }
}
