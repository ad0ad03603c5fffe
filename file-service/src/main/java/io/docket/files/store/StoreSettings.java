package io.docket.files.store;

import java.net.URI;
import java.time.Duration;

/**
 * How the object store is reached.
 *
 * @param endpoint address for this service
 * @param publicEndpoint address for clients; links point there
 * @param region region to sign for
 * @param accessKey id of the key
 * @param secretKey the secret of the key
 * @param bucket bucket of all files
 * @param connectTimeout longest wait for a connection
 * @param socketTimeout longest silence on a connection
 * @param callTimeout longest call, retries included
 */
public record StoreSettings(
        URI endpoint,
        URI publicEndpoint,
        String region,
        String accessKey,
        String secretKey,
        String bucket,
        Duration connectTimeout,
        Duration socketTimeout,
        Duration callTimeout) {
    @Override
    public String toString() {
        return "StoreSettings[endpoint=" + endpoint + ", bucket=" + bucket + "]";
    }
}
