package io.docket.projection;

import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.openapi.api.SmallRyeOpenAPI;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.jboss.jandex.Indexer;

/** The description of the API as the build makes it from the classes of this service. */
final class GeneratedApi {
    private static final Path CLASSES = Path.of("target/classes");

    private GeneratedApi() {}

    /** The document after the filters. */
    static OpenAPI document(OASFilter... filters) throws IOException {
        Indexer indexer = new Indexer();
        try (Stream<Path> files = Files.walk(CLASSES)) {
            files.filter(file -> file.toString().endsWith(".class")).forEach(file -> index(indexer, file));
        }
        return SmallRyeOpenAPI.builder()
                .withConfig(new SmallRyeConfigBuilder().build())
                .withIndex(indexer.complete())
                .enableStandardStaticFiles(false)
                .enableStandardFilter(false)
                .withFilters(List.of(filters))
                .build()
                .model();
    }

    /** The GET of a path. */
    static Operation get(OpenAPI api, String path) {
        return Objects.requireNonNull(api.getPaths().getPathItem(path), path).getGET();
    }

    /** The names of its parameters. */
    static List<String> names(Operation operation) {
        return operation.getParameters().stream().map(Parameter::getName).toList();
    }

    private static void index(Indexer indexer, Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            indexer.index(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
