package io.docket.workflow.interim.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A key and a certificate for 127.0.0.1 that signs itself, as PEM files. */
final class ServerCertificate {
    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final int LINE = 64;
    private static final int SECONDS = 60;

    private final Path certificate;
    private final Path key;

    /** Makes them in the folder, under the name. */
    ServerCertificate(Path folder, String name) throws IOException, GeneralSecurityException {
        Path store = folder.resolve(name + ".p12");
        keytool(store);
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        certificate = pem(
                folder.resolve(name + ".crt"),
                "CERTIFICATE",
                keys.getCertificate(name(store)).getEncoded());
        key = pem(
                folder.resolve(name + ".key"),
                "PRIVATE KEY",
                keys.getKey(name(store), PASSWORD).getEncoded());
    }

    Path certificate() {
        return certificate;
    }

    /** Lines of configuration that make a Redis on the port one that talks TLS alone. */
    List<String> settings(int port) {
        return List.of(
                "port 0",
                "tls-port " + port,
                "tls-cert-file " + certificate,
                "tls-key-file " + key,
                "tls-ca-cert-file " + certificate,
                "tls-auth-clients no",
                "tls-replication yes");
    }

    private static String name(Path store) {
        return store.getFileName().toString().replace(".p12", "");
    }

    private static Path pem(Path file, String kind, byte[] content) throws IOException {
        String text = Base64.getMimeEncoder(LINE, "\n".getBytes(US_ASCII)).encodeToString(content);
        return Files.writeString(file, "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n");
    }

    private static void keytool(Path store) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        name(store),
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=" + name(store),
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-ext",
                        "bc:c",
                        "-validity",
                        "30",
                        "-keystore",
                        store.toString(),
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        String.valueOf(PASSWORD))
                .redirectErrorStream(true)
                .redirectOutput(store.resolveSibling(name(store) + ".log").toFile())
                .start();
        try {
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException(Files.readString(store.resolveSibling(name(store) + ".log")));
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
