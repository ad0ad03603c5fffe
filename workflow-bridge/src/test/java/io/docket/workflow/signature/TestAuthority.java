package io.docket.workflow.signature;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/** An authority with signers, made by the JDK's keytool in a folder. */
public final class TestAuthority {
    private static final char[] PASSWORD = "changeit".toCharArray();

    /** A serial number that no certificate has: a list needs one. */
    private static final String NOBODY = "1";

    private final Path folder;
    private final Path keyStore;

    public TestAuthority(Path folder) throws IOException {
        this.folder = folder;
        this.keyStore = folder.resolve("keys.p12");
        keytool(
                "-genkeypair",
                "-alias",
                "root",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=Root",
                "-ext",
                "bc:c",
                "-validity",
                "30");
    }

    /** Makes a signer whose certificate the root signs. */
    public TestAuthority signer(String alias, String algorithm, String group, String... more) throws IOException {
        return signerUnder("root", alias, algorithm, group, more);
    }

    /** Makes a signer whose certificate another authority signs. */
    public TestAuthority signerUnder(String authority, String alias, String algorithm, String group, String... more)
            throws IOException {
        List<String> generate =
                new ArrayList<>(List.of("-genkeypair", "-alias", alias, "-keyalg", algorithm, "-dname", "CN=" + alias));
        generate.addAll(List.of("-signer", authority, "-validity", "30"));
        if (!group.isEmpty()) {
            generate.addAll(List.of("-groupname", group));
        }
        generate.addAll(Arrays.asList(more));
        keytool(generate.toArray(String[]::new));
        return this;
    }

    /** A list, valid for a week, of those whose certificates the authority has revoked. */
    public Path revoked(String authority, String... aliases) throws IOException, GeneralSecurityException {
        Path list = Files.createTempFile(folder, authority, ".crl");
        List<String> arguments = new ArrayList<>(List.of("-gencrl", "-alias", authority, "-validity", "7"));
        arguments.addAll(List.of("-file", list.toString(), "-id", NOBODY));
        for (String alias : aliases) {
            X509Certificate certificate = (X509Certificate) load().getCertificate(alias);
            arguments.addAll(List.of("-id", certificate.getSerialNumber().toString()));
        }
        keytool(arguments.toArray(String[]::new));
        return list;
    }

    private void keytool(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(Arrays.asList(arguments));
        command.addAll(List.of("-keystore", keyStore.toString(), "-storetype", "PKCS12", "-storepass", "changeit"));
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

    public X509Certificate root() throws IOException, GeneralSecurityException {
        return (X509Certificate) load().getCertificate("root");
    }

    /** The certificate of the root, PEM. */
    public String rootPem() throws IOException, GeneralSecurityException {
        String text = Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(root().getEncoded());
        return "-----BEGIN CERTIFICATE-----\n" + text + "\n-----END CERTIFICATE-----\n";
    }

    /** What a server is that shows the certificate of the signer. */
    public SSLContext server(String alias) throws IOException, GeneralSecurityException {
        KeyStore all = load();
        KeyStore one = KeyStore.getInstance("PKCS12");
        one.load(null, null);
        one.setKeyEntry(alias, all.getKey(alias, PASSWORD), PASSWORD, all.getCertificateChain(alias));
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(one, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    /** A detached signature over the data, with the signer's chain. */
    public String sign(String alias, String algorithm, byte[] data)
            throws IOException, GeneralSecurityException, JoseException {
        KeyStore keys = load();
        JsonWebSignature jws = new JsonWebSignature();
        jws.setAlgorithmHeaderValue(algorithm);
        jws.setCertificateChainHeaderValue(Arrays.stream(keys.getCertificateChain(alias))
                .map(X509Certificate.class::cast)
                .toArray(X509Certificate[]::new));
        jws.setPayloadBytes(data);
        jws.setKey((PrivateKey) keys.getKey(alias, PASSWORD));
        return jws.getDetachedContentCompactSerialization();
    }

    private KeyStore load() throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keyStore)) {
            keys.load(in, PASSWORD);
        }
        return keys;
    }
}
