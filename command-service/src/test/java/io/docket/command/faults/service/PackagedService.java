package io.docket.command.faults.service;

import io.docket.eventstore.faults.process.ChildJvm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.jar.Attributes;
import java.util.jar.JarFile;

/**
 * The service as the build has packaged it.
 *
 * @param classPath its jar, and behind it the class that ends it with its parent
 * @param main its main class
 * @param options options of the JVM that its jar asks for
 */
record PackagedService(String classPath, String main, String options) {
    private static final Path TARGET = Path.of("target").toAbsolutePath();

    /** What is packaged now. */
    static PackagedService find() {
        Properties artifact = new Properties();
        try (var file = Files.newBufferedReader(TARGET.resolve("quarkus-artifact.properties"))) {
            artifact.load(file);
            return of(TARGET.resolve(artifact.getProperty("path")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PackagedService of(Path path) throws IOException {
        try (JarFile jar = new JarFile(path.toFile())) {
            Attributes manifest = jar.getManifest().getMainAttributes();
            StringBuilder options = new StringBuilder("-Djava.util.logging.manager=org.jboss.logmanager.LogManager");
            for (String opened : manifest.getValue("Add-Opens").split(" ")) {
                options.append(" --add-opens=").append(opened).append("=ALL-UNNAMED");
            }
            return new PackagedService(
                    path + ":" + parentWatch(), manifest.getValue(Attributes.Name.MAIN_CLASS), options.toString());
        }
    }

    private static Path parentWatch() {
        try {
            return Path.of(ChildJvm.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
