package io.docket.eventstore.route.grpc;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** An authority and a certificate that it signed, as PEM files, made by the JDK's keytool in a folder. */
public final class Certificates {
    private static final String PASSWORD = "changeit";

    private final Path folder;

    /** @param name whom the certificate is for */
    public Certificates(Path folder, String name) throws IOException, GeneralSecurityException {
        this.folder = Files.createDirectories(folder);
        keytool("root", "-ext", "bc:c");
        keytool("server", "-signer", "root", "-ext", "san=dns:" + name);
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(folder.resolve("keys.p12"))) {
            keys.load(in, PASSWORD.toCharArray());
        }
        pem(authorities(), "CERTIFICATE", keys.getCertificate("root").getEncoded());
        pem(certificate(), "CERTIFICATE", keys.getCertificate("server").getEncoded());
        pem(key(), "PRIVATE KEY", keys.getKey("server", PASSWORD.toCharArray()).getEncoded());
    }

    private void keytool(String alias, String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                alias,
                "-dname",
                "CN=" + alias,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-validity",
                "30",
                "-keystore",
                folder.resolve("keys.p12").toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD));
        command.addAll(Arrays.asList(more));
        Path log = folder.resolve("keytool.log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (process.waitFor() != 0) {
                throw new IOException(Files.readString(log));
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static void pem(Path file, String kind, byte[] content) throws IOException {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        Files.writeString(file, "-----BEGIN " + kind + "-----\n" + lines + "\n-----END " + kind + "-----\n");
    }

    /** Certificate of the authority. */
    public Path authorities() {
        return folder.resolve("ca.pem");
    }

    /** The certificate that it signed. */
    public Path certificate() {
        return folder.resolve("server.pem");
    }

    /** The key of that certificate. */
    public Path key() {
        return folder.resolve("server.key");
    }
}
