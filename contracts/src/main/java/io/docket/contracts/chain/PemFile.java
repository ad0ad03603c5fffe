package io.docket.contracts.chain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;

/** Ed25519 keys in PEM files, as {@code openssl genpkey -algorithm ed25519} and {@code openssl pkey -pubout} write them. */
public final class PemFile {
    private static final long MAX_BYTES = 16 << 10;

    private PemFile() {}

    public static PrivateKey privateKey(Path file) throws IOException, GeneralSecurityException {
        return KeyFactory.getInstance(SignedCheckpoint.ALGORITHM)
                .generatePrivate(new PKCS8EncodedKeySpec(content(file, "PRIVATE KEY")));
    }

    public static PublicKey publicKey(Path file) throws IOException, GeneralSecurityException {
        return KeyFactory.getInstance(SignedCheckpoint.ALGORITHM)
                .generatePublic(new X509EncodedKeySpec(content(file, "PUBLIC KEY")));
    }

    /** SHA-256 of the public key in its X.509 form, lower case hex. */
    public static String idOf(PublicKey key) throws GeneralSecurityException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(key.getEncoded()));
    }

    private static byte[] content(Path file, String kind) throws IOException, GeneralSecurityException {
        if (Files.size(file) > MAX_BYTES) {
            throw new GeneralSecurityException("larger than " + MAX_BYTES + " bytes");
        }
        String text = Files.readString(file);
        String begin = "-----BEGIN " + kind + "-----";
        String end = "-----END " + kind + "-----";
        int from = text.indexOf(begin);
        int to = text.indexOf(end);
        if (from < 0 || to < from) {
            throw new GeneralSecurityException("no \"" + begin + "\" in it");
        }
        try {
            return Base64.getMimeDecoder().decode(text.substring(from + begin.length(), to));
        } catch (IllegalArgumentException e) {
            throw new GeneralSecurityException("not base64", e);
        }
    }
}
