package io.docket.local.objects;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.gaul.s3proxy.CrossOriginResourceSharing;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/**
 * S3 over a folder. Arguments: data folder, port. The keys and the bucket to create come from the environment, so that
 * no process listing shows them.
 */
public final class S3Server {
    private static final int MAX_THREADS = 16;

    private S3Server() {}

    /** Creates the bucket if it is missing, binds the port and stays until it is stopped. */
    public static void main(String[] args) throws Exception {
        Path data = Files.createDirectories(Path.of(args[0]));
        FilesystemNio2BlobStore store = new FilesystemNio2BlobStore(data.toString());
        String bucket = System.getenv("DOCKET_S3_BUCKET");
        if (!store.containerExists(bucket)) {
            store.createContainer(bucket);
        }
        S3Proxy proxy = S3Proxy.builder()
                .blobStore(store)
                .endpoint(URI.create("http://127.0.0.1:" + args[1]))
                .awsAuthentication(
                        AuthenticationType.AWS_V2_OR_V4,
                        System.getenv("DOCKET_S3_ACCESS_KEY"),
                        System.getenv("DOCKET_S3_SECRET_KEY"))
                .ignoreUnknownHeaders(true)
                .corsRules(browsers())
                .jettyMaxThreads(MAX_THREADS)
                .build();
        proxy.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(proxy)));
        Thread.currentThread().join();
    }

    /** Browsers upload and download through presigned URLs, from any page: the signature is the permission. */
    private static CrossOriginResourceSharing browsers() {
        return new CrossOriginResourceSharing(
                List.of("*"), List.of("GET", "PUT", "POST", "HEAD"), List.of("*"), List.of("ETag"), "false");
    }

    private static void stop(S3Proxy proxy) {
        try {
            proxy.stop();
        } catch (Exception e) {
            System.err.println("event=stop-failed error=" + e);
        }
    }
}
