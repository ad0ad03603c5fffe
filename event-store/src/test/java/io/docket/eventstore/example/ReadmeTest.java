package io.docket.eventstore.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ReadmeTest {
    private static final Path EXAMPLES = Path.of("src/test/java/io/docket/eventstore/example");

    @Test
    void the_readme_shows_the_classes_that_are_tested() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        String counter = Files.readString(EXAMPLES.resolve("Counter.java"));
        String meter = Files.readString(EXAMPLES.resolve("Meter.java"));

        assertThat(readme).contains(counter.substring(counter.indexOf("public final class")));
        assertThat(readme).contains(meter.substring(meter.indexOf("public class")));
    }

    @Test
    void the_readme_wires_axon_as_the_test_does() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        String test = Files.readString(EXAMPLES.resolve("MeterIT.java")).replaceAll("(?m)^ {12}", "");

        assertThat(readme)
                .contains(
                        test.substring(test.indexOf("AggregateCache cache"), test.indexOf("CommandGateway commands")));
    }
}
