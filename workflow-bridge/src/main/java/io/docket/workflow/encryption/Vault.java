package io.docket.workflow.encryption;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.docket.workflow.retry.Refused;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Seals values of tenants. A sealed value is {@code v1:<tenant>/<data key id>:<base64url>}; it opens only for that tenant
 * and only in the place that it was sealed for, so neither can it be altered nor moved to another key or field.
 */
public final class Vault {
    private static final String VERSION = "v1:";
    private static final Pattern TENANT = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,99}");

    private final DataKeys keys;
    private final EncryptionMetrics metrics;

    /** A vault with these keys. */
    public Vault(DataKeys keys, EncryptionMetrics metrics) {
        this.keys = keys;
        this.metrics = metrics;
    }

    /** What every sealed value of the tenant begins with. */
    public static String prefix(String tenant) {
        if (!TENANT.matcher(tenant).matches()) {
            throw new Refused("tenant-name", "a tenant is " + TENANT.pattern());
        }
        return VERSION + tenant + "/";
    }

    /** The tenant that a value says it is sealed for. */
    public static String tenantOf(String sealed) {
        return Parts.of(sealed).tenant();
    }

    /** The tenant whose prefix a value begins with, whether the rest is whole or not; empty if it begins with none. */
    public static Optional<String> tenantBefore(String value) {
        int slash = value.indexOf('/');
        return value.startsWith(VERSION) && slash > 0
                ? Optional.of(value.substring(VERSION.length(), slash))
                        .filter(name -> TENANT.matcher(name).matches())
                : Optional.empty();
    }

    /** Seals the value for its place with the tenant's current key. */
    public String seal(String tenant, String key, String field, byte[] plain) {
        String header = prefix(tenant) + keys.currentId(tenant);
        return metrics.sealing(() -> {
            Parts parts = Parts.of(header + ":");
            byte[] sealed = AesGcm.seal(keys.key(tenant, parts.keyId()), context(header, key, field), plain);
            return header + ":" + Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
        });
    }

    /**
     * Opens a value in its place.
     *
     * @throws Tampered if it is not exactly what was sealed for this tenant and place
     */
    public byte[] open(String tenant, String key, String field, String sealed) {
        return metrics.opening(() -> {
            Parts parts = Parts.of(sealed);
            if (!parts.tenant().equals(tenant)) {
                throw new Tampered("sealed for another tenant");
            }
            return AesGcm.open(keys.key(tenant, parts.keyId()), context(parts.header(), key, field), parts.bytes());
        });
    }

    /** True if the value is sealed with the key that its tenant uses now. */
    public boolean isCurrent(String sealed) {
        Parts parts = Parts.of(sealed);
        return keys.currentId(parts.tenant()).equals(parts.keyId());
    }

    private static byte[] context(String header, String key, String field) {
        return ("docket.interim.1\0" + header + "\0" + key + "\0" + field).getBytes(UTF_8);
    }

    private record Parts(String header, String tenant, String keyId, String body) {
        static Parts of(String sealed) {
            int slash = sealed.indexOf('/');
            int colon = sealed.indexOf(':', slash + 1);
            if (!sealed.startsWith(VERSION) || slash < 0 || colon < 0) {
                throw new Tampered("not a sealed value");
            }
            return new Parts(
                    sealed.substring(0, colon),
                    sealed.substring(VERSION.length(), slash),
                    sealed.substring(slash + 1, colon),
                    sealed.substring(colon + 1));
        }

        /** Base64url has several texts for the same bytes at its end; only the one that was written is right. */
        byte[] bytes() {
            try {
                byte[] bytes = Base64.getUrlDecoder().decode(body);
                if (!Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(bytes)
                        .equals(body)) {
                    throw new Tampered("not as it was written");
                }
                return bytes;
            } catch (IllegalArgumentException e) {
                throw new Tampered("not a sealed value");
            }
        }
    }
}
