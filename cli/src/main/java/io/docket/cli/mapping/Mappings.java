package io.docket.cli.mapping;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.docket.cli.failure.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where mappings are found: shipped ones by name, others by path. */
public final class Mappings {
    /** The mapping for a log that has none of its own. */
    public static final String DEFAULT = "default";

    /** The names of the shipped mappings. */
    public static final List<String> SHIPPED = List.of(DEFAULT, "loan-application", "permit");

    private static final long MAX_BYTES = 1 << 20;

    private Mappings() {}

    /**
     * A mapping.
     *
     * @param nameOrPath name of a shipped mapping, or a path
     * @param caseType id for the case type instead of the mapping's, or {@code null}
     * @param log the log, whose name is the case type's id where nothing else gives one
     */
    public static Mapping load(String nameOrPath, @Nullable String caseType, Path log) {
        String id = caseType == null ? CaseTypeId.ofFile(log) : caseType;
        String name = SHIPPED.contains(nameOrPath) ? nameOrPath + ".yaml" : nameOrPath;
        String yaml = SHIPPED.contains(nameOrPath) ? shipped(name) : file(Path.of(nameOrPath));
        return MappingReader.read(name, yaml, id, caseType != null);
    }

    private static String shipped(String name) {
        try (InputStream in = Mappings.class.getResourceAsStream("/mappings/" + name)) {
            if (in == null) {
                throw new IllegalStateException("mapping " + name + " is not on the class path");
            }
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UserError(name + ": not readable: " + e.getMessage());
        }
    }

    private static String file(Path path) {
        try {
            if (!Files.isRegularFile(path)) {
                throw new UserError(path + ": no such mapping; shipped ones: " + String.join(", ", SHIPPED));
            }
            if (Files.size(path) > MAX_BYTES) {
                throw new UserError(path + ": a mapping over " + MAX_BYTES + " bytes (limit)");
            }
            return Files.readString(path);
        } catch (IOException e) {
            throw new UserError(path + ": not readable: " + e.getMessage());
        }
    }
}
