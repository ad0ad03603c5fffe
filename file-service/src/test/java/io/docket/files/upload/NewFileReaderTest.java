package io.docket.files.upload;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.contracts.json.Json;
import io.docket.kit.problem.FieldError;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NewFileReaderTest {
    private static final String SHA256 = "b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9";
    private static final long MAX_BYTES = 1000;
    private final NewFileReader reader = new NewFileReader(MAX_BYTES);

    @Test
    void a_complete_description_is_read() {
        assertThat(reader.read(Json.bytes(valid())))
                .isEqualTo(new NewFile("plan.pdf", "application/pdf", 11, SHA256, "case/permit-1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../plan.pdf",
                "a/b",
                "a\\b",
                "..",
                ".",
                "C:plan",
                "plan.",
                " plan",
                "plan ",
                "",
                "  ",
                "a\u0000b",
                "a\nb",
                "gnp.\u202Efdp",
                "a\u2028b",
                "\uD800",
                "a*b",
                "a?b",
                "a|b",
                "a<b"
            })
    void a_name_with_a_path_or_a_trick_is_refused(String name) {
        assertThat(pointers(valid().put("name", name))).containsExactly("/name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"plan 2 (final).pdf", "Größe.pdf", "計画.pdf", ".gitignore", "a..b", "it's 100% #1.txt"})
    void a_name_that_people_use_is_taken(String name) {
        assertThat(reader.read(Json.bytes(valid().put("name", name))).name()).isEqualTo(name);
    }

    @Test
    void the_length_of_a_name_is_counted_in_bytes() {
        assertThat(reader.read(Json.bytes(valid().put("name", "a".repeat(255)))).name())
                .hasSize(255);
        assertThat(pointers(valid().put("name", "ö".repeat(128)))).containsExactly("/name");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "pdf", "application/", "/pdf", "a b/c", "text/plain\r\nX: y", "text/plain; charset", "*/*"})
    void what_is_no_media_type_is_refused(String contentType) {
        assertThat(pointers(valid().put("contentType", contentType))).containsExactly("/contentType");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain;charset=utf-8",
                "text/plain; charset=\"utf-8\"",
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
            })
    void media_types_may_have_parameters(String contentType) {
        assertThat(reader.read(Json.bytes(valid().put("contentType", contentType)))
                        .contentType())
                .isEqualTo(contentType);
    }

    @Test
    void a_size_is_a_whole_number_within_the_limit() {
        assertThat(reader.read(Json.bytes(valid().put("size", 0))).size()).isZero();
        assertThat(reader.read(Json.bytes(valid().put("size", MAX_BYTES))).size())
                .isEqualTo(MAX_BYTES);
        assertThat(pointers(valid().put("size", MAX_BYTES + 1))).containsExactly("/size");
        assertThat(pointers(valid().put("size", -1))).containsExactly("/size");
        assertThat(pointers(valid().put("size", 1.5))).containsExactly("/size");
        assertThat(pointers(valid().put("size", "11"))).containsExactly("/size");
        assertThat(pointers(valid().put("size", new BigInteger("9".repeat(30)))))
                .containsExactly("/size");
    }

    @Test
    void a_checksum_is_lower_case_hex() {
        assertThat(pointers(valid().put("sha256", SHA256.toUpperCase(Locale.ROOT))))
                .containsExactly("/sha256");
        assertThat(pointers(valid().put("sha256", SHA256.substring(1)))).containsExactly("/sha256");
        assertThat(pointers(valid().put("sha256", "uU0nuZNNPgilLlLX2n2r+sSE7+N6U4DukIj3rOLvzek=")))
                .containsExactly("/sha256");
    }

    @ParameterizedTest
    @ValueSource(strings = {"case", "case/", "case/a/b", "case/../x", "case/a~b", "task/~x", "queue/q1", "task/a~"})
    void a_subject_is_a_case_or_a_task(String subject) {
        assertThat(pointers(valid().put("subject", subject))).containsExactly("/subject");
    }

    @Test
    void every_fault_is_named_at_once() {
        ObjectNode body = (ObjectNode) Json.tree("{\"size\":true,\"a/b\":1,\"name\":7}".getBytes(UTF_8));

        assertThat(pointers(body))
                .containsExactlyInAnyOrder("/a~1b", "/name", "/contentType", "/size", "/sha256", "/subject");
    }

    @Test
    void no_object_at_all_is_a_fault_of_the_whole_body() {
        assertThat(pointersOf(catchThrowableOfType(HttpProblem.class, () -> reader.read(new byte[0]))))
                .containsExactly("");
        assertThat(pointersOf(catchThrowableOfType(HttpProblem.class, () -> reader.read("[]".getBytes(UTF_8)))))
                .containsExactly("");
    }

    @Test
    void what_is_not_json_is_a_fault_of_the_whole_body() {
        assertThat(pointersOf(catchThrowableOfType(HttpProblem.class, () -> reader.read("{\"name\":".getBytes(UTF_8)))))
                .containsExactly("");
    }

    private static ObjectNode valid() {
        return Json.mapper()
                .createObjectNode()
                .put("name", "plan.pdf")
                .put("contentType", "application/pdf")
                .put("size", 11)
                .put("sha256", SHA256)
                .put("subject", "case/permit-1");
    }

    private List<String> pointers(ObjectNode body) {
        return pointersOf(catchThrowableOfType(HttpProblem.class, () -> reader.read(Json.bytes(body))));
    }

    private static List<String> pointersOf(HttpProblem problem) {
        assertThat(problem.getStatusCode()).isEqualTo(400);
        return ((List<?>) problem.getParameters().get("errors"))
                .stream().map(error -> ((FieldError) error).pointer()).toList();
    }
}
