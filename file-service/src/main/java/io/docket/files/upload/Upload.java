package io.docket.files.upload;

import io.docket.files.store.Link;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What a client has to do to bring the bytes. */
public sealed interface Upload {
    /** HTTP method of every request to the store. */
    String method();

    /**
     * The file goes to the store in one request.
     *
     * @param method {@code PUT}
     * @param url where to
     * @param headers headers to send as they are
     * @param expires when the store stops to accept it
     * @param completion what to call afterwards
     */
    record InOnePiece(String method, URI url, Map<String, String> headers, Instant expires, Completion completion)
            implements Upload {
        static InOnePiece of(Link link, Completion completion) {
            return new InOnePiece("PUT", link.url(), link.headers(), link.expires(), completion);
        }
    }

    /**
     * The file goes to the store in parts, in any order, several at a time if the client likes.
     *
     * @param method {@code PUT}
     * @param partSize length of every part but the last, in bytes
     * @param parts one request for each part
     * @param expires when the store stops to accept the first of them
     * @param completion what to call afterwards
     */
    record InParts(String method, long partSize, List<Part> parts, Instant expires, Completion completion)
            implements Upload {
        static InParts of(long partSize, List<Part> parts, Completion completion) {
            return new InParts("PUT", partSize, parts, parts.getFirst().expires(), completion);
        }
    }

    /**
     * One part.
     *
     * @param partNumber place of the part, from 1
     * @param size its length in bytes
     * @param url where to
     * @param headers headers to send as they are
     * @param expires when the store stops to accept it
     */
    record Part(int partNumber, long size, URI url, Map<String, String> headers, Instant expires) {}

    /**
     * The call that ends the upload.
     *
     * @param method {@code POST}
     * @param url path on this platform
     */
    record Completion(String method, String url) {
        static Completion of(String fileId) {
            return new Completion("POST", "/api/files/" + fileId + "/complete");
        }
    }
}
