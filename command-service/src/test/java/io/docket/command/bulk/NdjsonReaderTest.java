package io.docket.command.bulk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.docket.command.payload.SizeLimits;
import io.docket.command.submit.Cause;
import io.docket.command.support.Service;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NdjsonReaderTest {
    private static final int MAX_LINE = 200_000;

    private static List<BulkItem> read(InputStream body) throws IOException {
        BulkReader reader = new NdjsonReader(
                body, new CommandLineFormat(Service.DEMO, new SizeLimits(MAX_LINE, Map.of()), 0), MAX_LINE);
        List<BulkItem> items = new ArrayList<>();
        for (BulkItem item = reader.next(); item != null; item = reader.next()) {
            items.add(item);
        }
        return items;
    }

    private static List<BulkItem> read(String body) throws IOException {
        return read(new ByteArrayInputStream(body.getBytes(UTF_8)));
    }

    private static String line(String id) {
        return "{\"type\":\"claim-task\",\"data\":{\"taskId\":\"" + id + "\"}}";
    }

    @Test
    void reads_a_command_a_line_and_skips_blank_ones() throws IOException {
        List<BulkItem> items = read(line("a") + "\r\n\n  \n" + line("b"));

        assertThat(items)
                .extracting(item -> item.submission().payload().get("taskId").textValue())
                .containsExactly("a", "b");
    }

    @Test
    void a_line_may_say_what_its_command_follows_from() throws IOException {
        List<BulkItem> items = read(
                "{\"type\":\"claim-task\",\"cause\":\"e;correlation=c;depth=2\"}\n{\"type\":\"claim-task\",\"cause\":\"e\"}");

        assertThat(items.getFirst().submission().cause()).isEqualTo(new Cause("e", "c", 2));
        assertThat(items.getLast().refusal().status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 64})
    void it_does_not_matter_how_the_bytes_arrive(int atOnce) throws IOException {
        byte[] body =
                ("\uFEFF" + line("a") + "\n" + line("x".repeat(150_000)) + "\n" + line("b") + "\n").getBytes(UTF_8);
        InputStream slow = new ByteArrayInputStream(body) {
            @Override
            public int read(byte[] target, int offset, int length) {
                return super.read(target, offset, Math.min(length, atOnce));
            }
        };

        assertThat(read(slow))
                .extracting(item ->
                        item.submission().payload().get("taskId").textValue().length())
                .containsExactly(1, 150_000, 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\uFEFF\n", "\uFEFF", "\uFEFF \r\n\n"})
    void a_byte_order_mark_at_the_beginning_is_no_part_of_the_body(String begin) throws IOException {
        assertThat(read(begin)).isEmpty();
        assertThat(read(begin + line("a"))).singleElement().matches(item -> item.submission() != null);
    }

    @Test
    void behind_the_beginning_a_mark_alone_is_no_command() throws IOException {
        assertThat(read(line("a") + "\n\uFEFF\n"))
                .last()
                .matches(item -> item.refusal().status() == 400);
    }

    @Test
    void a_line_that_is_too_long_is_answered_and_skipped() throws IOException {
        List<BulkItem> items = read(line("a") + "\n" + line("x".repeat(1_000_000)) + "\n" + line("b"));

        assertThat(items).hasSize(3);
        assertThat(items.get(1).refusal().status()).isEqualTo(413);
        assertThat(items.get(2).submission()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "garbage",
                "[]",
                "{\"data\":{}}",
                "{\"type\":7}",
                "{\"type\":\"claim-task\",\"more\":1}",
                "{\"type\":\"claim-task\",\"ifMatch\":\"3\"}",
                "{\"type\":\"claim-task\",\"idempotencyKey\":\"\"}",
                "{\"type\":\"claim-task\",\"type\":\"x\"}",
            })
    void a_bad_line_is_answered_and_the_next_one_read(String bad) throws IOException {
        List<BulkItem> items = read(bad + "\n" + line("b"));

        assertThat(items.get(0).refusal().status()).isEqualTo(400);
        assertThat(items.get(1).submission()).isNotNull();
    }
}
