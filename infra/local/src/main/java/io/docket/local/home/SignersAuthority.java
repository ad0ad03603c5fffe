package io.docket.local.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * An authority of one stack, for trying signatures of people: the bridge takes what signers under it have signed. Made at the
 * first start by the JDK's {@code keytool}, then kept.
 *
 * @param keyStore PKCS #12 file with its key under {@value #ALIAS}, opened by the secret {@value #ALIAS}, readable by its owner only
 * @param certificate PEM file with its certificate, the trust anchor
 */
public record SignersAuthority(Path keyStore, Path certificate) {
    /** Name of its key, and of the secret that opens the key store. */
    public static final String ALIAS = "signers-authority";

    private static final long KEYTOOL_SECONDS = 60;
    private static final String DAYS = "3650";

    /** The authority of the stack in the home folder, whether it exists yet or not. */
    public static SignersAuthority of(Home home) {
        return new SignersAuthority(
                home.secrets().resolve(ALIAS + ".p12"), home.secrets().resolve(ALIAS + ".pem"));
    }

    /** Makes it, if it is not there; the certificate comes last. */
    public SignersAuthority create(Secrets secrets) throws IOException, InterruptedException {
        if (Files.exists(keyStore) && Files.exists(certificate)) {
            return this;
        }
        String password = secrets.get(ALIAS);
        Path folder = Files.createTempDirectory(keyStore.toAbsolutePath().getParent(), "." + ALIAS);
        Path keys = folder.resolve("keys");
        Path exported = folder.resolve("certificate");
        Path log = folder.resolve("log");
        keytool(
                log,
                keys,
                password,
                List.of(
                        "-genkeypair",
                        "-alias",
                        ALIAS,
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=Signers of this stack",
                        "-ext",
                        "bc:c",
                        "-validity",
                        DAYS));
        keytool(log, keys, password, List.of("-exportcert", "-rfc", "-alias", ALIAS, "-file", exported.toString()));
        Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString("rw-------"));
        Files.move(keys, keyStore, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Files.move(exported, certificate, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Files.delete(log);
        Files.delete(folder);
        return this;
    }

    private static void keytool(Path log, Path keys, String password, List<String> arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(arguments);
        command.addAll(List.of(
                "-keystore", keys.toString(), "-storetype", "PKCS12", "-storepass:env", "DOCKET_STORE_PASSWORD"));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("DOCKET_STORE_PASSWORD", password);
        Process process = builder.start();
        if (!process.waitFor(KEYTOOL_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("keytool does not end");
        }
        if (process.exitValue() != 0) {
            throw new IOException("keytool: " + Files.readString(log).strip());
        }
    }
}
