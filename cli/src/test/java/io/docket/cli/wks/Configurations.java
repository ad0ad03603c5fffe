package io.docket.cli.wks;

import io.docket.cli.wks.bpmn.Converted;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** A made-up configuration: a parking permit and a market stall. */
final class Configurations {
    private static final List<String> FILES = List.of("dump.json", "parking-permit.bpmn", "parking-fee.dmn");

    private Configurations() {}

    /** Writes it into the folder. */
    static Path in(Path folder) {
        FILES.forEach(file -> {
            try (InputStream in = Objects.requireNonNull(Configurations.class.getResourceAsStream("/wks/" + file))) {
                Files.copy(in, folder.resolve(file));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return folder;
    }

    static Converted file(WksPlan plan, String name) {
        return plan.files().stream()
                .filter(file -> file.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
