package io.docket.workflow.encryption;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.docket.workflow.retry.Unavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;

/**
 * Master keys out of a file or a variable, one a line or comma: {@code <id>:<base64 of 32 bytes>}. The first one wraps, all
 * of them unwrap. It is read anew each time, so a key is replaced without a restart: add the new one at the end
 * everywhere, then move it to the front, and take the old one away once no data key is wrapped with it ({@code docket.interim.data.keys}).
 */
public final class LocalMasterKeys implements MasterKeys {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private final Supplier<String> source;

    private LocalMasterKeys(Supplier<String> source) {
        this.source = source;
        read(source.get());
    }

    /** Keys in a file. */
    public static LocalMasterKeys inFile(Path file) {
        return new LocalMasterKeys(() -> {
            try {
                return Files.readString(file);
            } catch (IOException e) {
                throw new Unavailable("master keys: " + e, e);
            }
        });
    }

    /** Keys as they stand in a variable. */
    public static LocalMasterKeys of(String text) {
        return new LocalMasterKeys(() -> text);
    }

    @Override
    public String currentId() {
        return keys().firstEntry().getKey();
    }

    @Override
    public Set<String> ids() {
        return Set.copyOf(keys().keySet());
    }

    @Override
    public WrappedKey wrap(String tenant, byte[] dataKey) {
        Map.Entry<String, SecretKey> current = keys().firstEntry();
        return WrappedKey.of(
                current.getKey(), AesGcm.seal(current.getValue(), context(current.getKey(), tenant), dataKey));
    }

    @Override
    public byte[] unwrap(String tenant, WrappedKey wrapped) {
        String id = wrapped.masterKeyId();
        SecretKey key = keys().get(id);
        if (key == null) {
            throw new Unavailable("there is no master key " + id, null);
        }
        return AesGcm.open(key, context(id, tenant), wrapped.decoded());
    }

    private static byte[] context(String id, String tenant) {
        return ("docket.data-key.1\0" + id + "\0" + tenant).getBytes(UTF_8);
    }

    /** What is no key after the start is a file that is being written: it is whole a moment later. */
    private LinkedHashMap<String, SecretKey> keys() {
        try {
            return read(source.get());
        } catch (IllegalArgumentException e) {
            throw new Unavailable("master keys: " + e.getMessage(), e);
        }
    }

    private static LinkedHashMap<String, SecretKey> read(String text) {
        LinkedHashMap<String, SecretKey> keys = new LinkedHashMap<>();
        for (String line : text.split("[\\s,]+")) {
            if (!line.isEmpty()) {
                read(line, keys);
            }
        }
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("there is no master key");
        }
        return keys;
    }

    private static void read(String line, Map<String, SecretKey> keys) {
        int colon = line.indexOf(':');
        if (colon < 0 || !ID.matcher(line.substring(0, colon)).matches()) {
            throw new IllegalArgumentException("a master key is <id>:<base64 of 32 bytes>");
        }
        try {
            keys.put(line.substring(0, colon), AesGcm.key(Base64.getDecoder().decode(line.substring(colon + 1))));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("master key " + line.substring(0, colon) + ": " + e.getMessage(), e);
        }
    }
}
