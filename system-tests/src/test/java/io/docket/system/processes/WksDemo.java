package io.docket.system.processes;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** The demo configuration of a WKS platform, where {@code DOCKET_WKS_DEMO} names its folder. */
final class WksDemo {
    private static final String FOLDER = "DOCKET_WKS_DEMO";

    private WksDemo() {}

    /** Its folder; where there is none, the test is left out. */
    static Path folder() {
        String named = System.getenv(FOLDER);
        assumeTrue(named != null && !named.isBlank(), FOLDER + " is not set: the demo is not there to be brought over");
        Path folder = Path.of(named);
        assumeTrue(Files.isDirectory(folder), folder + " is not there");
        return folder;
    }
}
