package io.docket.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassArchiveTest {
    @TempDir
    Path folder;

    @Test
    void the_same_class_path_has_the_same_archive() throws IOException {
        String jar = Files.writeString(folder.resolve("a.jar"), "a").toString();

        assertThat(archive(jar).file()).isEqualTo(archive(jar).file());
    }

    @Test
    void a_rebuilt_jar_has_another_archive_and_the_old_one_is_removed() throws IOException {
        Path jar = Files.writeString(folder.resolve("a.jar"), "a");
        Path old = Files.createFile(archive(jar.toString()).file());
        Path other = Files.createFile(folder.resolve("kafka-tool-0123456789ab.jsa"));

        Files.writeString(jar, "longer");
        List<String> options = archive(jar.toString()).options(true);

        assertThat(options)
                .contains("-XX:+AutoCreateSharedArchive")
                .noneMatch(option -> option.contains(old.toString()));
        assertThat(old).doesNotExist();
        assertThat(other).exists();
    }

    @Test
    void who_may_not_create_an_archive_uses_one_that_is_there() throws IOException {
        assertThat(archive("a.jar").options(false)).isEmpty();

        Files.createFile(archive("a.jar").file());

        assertThat(archive("a.jar").options(false))
                .containsExactly("-XX:SharedArchiveFile=" + archive("a.jar").file());
    }

    private ClassArchive archive(String classPath) {
        return new ClassArchive(folder, "kafka", classPath);
    }
}
