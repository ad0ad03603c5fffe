package io.docket.workflow.mail.message;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileNamesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "plan.pdf|plan.pdf",
                "../../etc/plan.pdf|plan.pdf",
                "C:\\Temp\\plan.pdf|plan.pdf",
                "Re: what? \"a\"<b>c*.eml|Re_ what_ _a__b_c_.eml",
                "' plan. '|plan",
                "'...'|part-2",
                "''|part-2",
            })
    void what_no_file_may_be_called_is_taken_out(String given, String name) {
        assertThat(FileNames.name(given, "part-2")).isEqualTo(name);
    }

    @Test
    void long_name_keeps_its_ending() {
        String name = FileNames.name("ä".repeat(300) + ".pdf", "part-2");

        assertThat(name).startsWith("ää").endsWith(".pdf");
        assertThat(name.getBytes(UTF_8)).hasSizeBetween(200, 255);
    }

    @Test
    void what_cannot_be_seen_is_left_out() {
        assertThat(FileNames.name("a\u202eb\r\nc\u0000.pdf", "part-2")).isEqualTo("abc.pdf");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Application/PDF; name=x|application/pdf",
                "text/plain|text/plain",
                "pdf|application/octet-stream",
                "a b/c|application/octet-stream",
                "''|application/octet-stream",
            })
    void media_type_has_no_parameters_and_is_one(String given, String type) {
        assertThat(FileNames.mediaType(given)).isEqualTo(type);
    }
}
