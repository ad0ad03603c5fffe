package io.docket.system.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.docket.contracts.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** People whose certificates the platform's authority signs, made by the JDK's keytool in a copy of its key store. */
public final class Signers {
    private static final String AUTHORITY = "signers-authority";
    private static final long KEYTOOL_SECONDS = 60;
    private static final Base64.Encoder BASE64_URL = Base64.getUrlEncoder().withoutPadding();

    private final Path keyStore;
    private final char[] password = Platform.secret(AUTHORITY).toCharArray();

    /** Nobody yet; the folder is for the copy. */
    public Signers(Path folder) throws IOException {
        this.keyStore = Files.copy(
                Platform.home().resolve("secrets").resolve(AUTHORITY + ".p12"), folder.resolve("signers.p12"));
    }

    /**
     * Makes a signer.
     *
     * @param key the kind of key, in keytool's words: {@code -keyalg Ed25519}
     */
    public Signers signer(String alias, String... key) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair"));
        command.addAll(List.of("-alias", alias, "-dname", "CN=" + alias, "-signer", AUTHORITY, "-validity", "30"));
        command.addAll(Arrays.asList(key));
        command.addAll(List.of("-keystore", keyStore.toString(), "-storetype", "PKCS12", "-storepass"));
        command.add(new String(password));
        Path log = keyStore.resolveSibling("keytool.log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!process.waitFor(KEYTOOL_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException("keytool: " + Files.readString(log));
        }
        return this;
    }

    /**
     * A detached JWS over the data, with the signer's chain.
     *
     * @param algorithm {@code EdDSA} or {@code ES256}
     * @param canonical the data as canonical JSON
     */
    public String sign(String alias, String algorithm, String canonical) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keyStore)) {
            keys.load(in, password);
        }
        List<String> chain = new ArrayList<>();
        for (Certificate certificate : keys.getCertificateChain(alias)) {
            chain.add(Base64.getEncoder().encodeToString(certificate.getEncoded()));
        }
        String header = BASE64_URL.encodeToString(Json.bytes(Map.of("alg", algorithm, "x5c", chain)));
        Signature signature =
                Signature.getInstance(algorithm.equals("EdDSA") ? "Ed25519" : "SHA256withECDSAinP1363Format");
        signature.initSign((PrivateKey) keys.getKey(alias, password));
        signature.update((header + "." + BASE64_URL.encodeToString(canonical.getBytes(UTF_8))).getBytes(UTF_8));
        return header + ".." + BASE64_URL.encodeToString(signature.sign());
    }
}
