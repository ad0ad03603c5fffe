package io.docket.eventstore.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadmeTest {
    private static final Path EXAMPLES = Path.of("src/test/java/io/docket/eventstore/example");
    private static final Pattern SNIPPET = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Counter",
                "Counting",
                "Meter",
                "MeterInstance",
                "Encrypted",
                "CounterHistory",
                "Sealing",
                "Auditor"
            })
    void the_readme_shows_the_class_that_is_tested(String example) throws IOException {
        String source = Files.readString(EXAMPLES.resolve(example + ".java"));

        assertThat(readme()).contains(source.substring(source.indexOf("public ")));
    }

    @ParameterizedTest
    @MethodSource("snippets")
    void whatever_the_readme_shows_is_compiled(String snippet) throws IOException {
        List<String> sources;
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            sources = files.map(ReadmeTest::read).map(ReadmeTest::unindented).toList();
        }

        assertThat(sources).anyMatch(source -> source.contains(unindented(snippet)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            "# event-store"           | "## With Axon Framework"
            "## With Axon Framework"  | "### Several instances"
            """)
    void who_begins_reads_forty_lines_of_code_at_most(String from, String to) throws IOException {
        String readme = readme();
        String part = readme.substring(readme.indexOf(from), readme.indexOf(to));

        assertThat(snippets(part).stream().flatMap(String::lines)).hasSizeBetween(20, 40);
    }

    @Test
    void the_readme_shows_something() throws IOException {
        assertThat(snippets()).hasSizeGreaterThan(5);
    }

    static List<String> snippets() throws IOException {
        return snippets(readme());
    }

    private static List<String> snippets(String text) {
        return SNIPPET.matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }

    private static String readme() throws IOException {
        return Files.readString(Path.of("README.md"));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String unindented(String code) {
        return code.replaceAll("(?m)^ +", "");
    }
}
