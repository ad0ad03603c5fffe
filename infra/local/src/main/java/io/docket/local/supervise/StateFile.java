package io.docket.local.supervise;

import io.docket.contracts.json.Json;
import io.docket.local.home.Home;
import io.docket.local.home.PrivateFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** The file in which a supervisor keeps what it does, for the commands and for its successor. */
public final class StateFile {
    private final Path file;

    public StateFile(Home home) {
        this.file = home.stateFile();
    }

    /** What was written last. */
    public Optional<StackState> read() {
        try {
            return Optional.of(Json.read(Files.readAllBytes(file), StackState.class));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void write(StackState state) {
        try {
            PrivateFile.write(file, new String(Json.bytes(state), StandardCharsets.UTF_8) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
