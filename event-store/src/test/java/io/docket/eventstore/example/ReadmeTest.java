package io.docket.eventstore.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadmeTest {
    private static final Path EXAMPLES = Path.of("src/test/java/io/docket/eventstore/example");

    @ParameterizedTest
    @ValueSource(strings = {"Counter", "Meter", "Auditor"})
    void the_readme_shows_the_class_that_is_tested(String example) throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        String source = Files.readString(EXAMPLES.resolve(example + ".java"));

        assertThat(readme).contains(source.substring(source.indexOf("public ")));
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
