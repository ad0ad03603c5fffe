package io.docket.eventstore.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadmeTest {
    @ParameterizedTest
    @ValueSource(strings = {"Counter", "Auditor"})
    void the_readme_shows_the_class_that_is_tested(String example) throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        String source = Files.readString(Path.of("src/test/java/io/docket/eventstore/example/" + example + ".java"));

        assertThat(readme).contains(source.substring(source.indexOf("public final class")));
    }
}
