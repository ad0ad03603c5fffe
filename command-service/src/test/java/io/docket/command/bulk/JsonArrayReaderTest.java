package io.docket.command.bulk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.docket.command.payload.SizeLimits;
import io.docket.command.support.Service;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonArrayReaderTest {
    private static final ItemFormat LINES = new CommandLineFormat(Service.DEMO, new SizeLimits(1_000, Map.of()), 0);

    private static List<BulkItem> read(String body, ItemFormat format) throws IOException {
        BulkReader reader = new JsonArrayReader(new ByteArrayInputStream(body.getBytes(UTF_8)), format, 1_000);
        List<BulkItem> items = new ArrayList<>();
        for (BulkItem item = reader.next(); item != null; item = reader.next()) {
            items.add(item);
        }
        return items;
    }

    private static String command(String id) {
        return "{\"type\":\"claim-task\",\"data\":{\"taskId\":\"" + id + "\"}}";
    }

    @Test
    void reads_a_command_an_element() throws IOException {
        assertThat(read("[" + command("a") + "," + command("b") + "]", LINES))
                .extracting(item -> item.submission().payload().get("taskId").textValue())
                .containsExactly("a", "b");
        assertThat(read("[]", LINES)).isEmpty();
    }

    @Test
    void an_element_that_is_too_large_is_answered_and_skipped() throws IOException {
        List<BulkItem> items = read("[" + command("x".repeat(5_000)) + "," + command("b") + "]", LINES);

        assertThat(items.get(0).refusal().status()).isEqualTo(413);
        assertThat(items.get(1).submission()).isNotNull();
    }

    @Test
    void after_malformed_json_the_request_ends() throws IOException {
        List<BulkItem> items = read("[" + command("a") + ",{\"type\":}," + command("b") + "]", LINES);

        assertThat(items).hasSize(2);
        assertThat(items.get(1).refusal().status()).isEqualTo(400);
    }

    @Test
    void what_is_no_array_or_no_whole_one_is_refused() throws IOException {
        assertThat(read("{}", LINES))
                .singleElement()
                .matches(item -> item.refusal().status() == 400);
        assertThat(read("", LINES))
                .singleElement()
                .matches(item -> item.refusal().status() == 400);
        assertThat(read("[" + command("a"), LINES))
                .last()
                .matches(item -> item.refusal().status() == 400);
        assertThat(read("[] []", LINES))
                .singleElement()
                .matches(item -> item.refusal().status() == 400);
    }

    @Test
    void characters_that_cannot_be_read_are_answered_as_malformed() throws IOException {
        byte[] oddOrder = {0, 0, '[', 0, 0, 0, ']', 0};
        BulkReader reader = new JsonArrayReader(new ByteArrayInputStream(oddOrder), LINES, 1_000);

        assertThat(reader.next().refusal().status()).isEqualTo(400);
        assertThat(reader.next()).isNull();
    }

    @Test
    void a_cloud_event_is_a_command_whose_key_is_its_identity() throws IOException {
        List<BulkItem> items = read(
                "[{\"specversion\":\"1.0\",\"id\":\"7\",\"source\":\"/crm\",\"type\":\"docket.command.claim-task\","
                        + "\"ifmatch\":2,\"data\":{\"taskId\":\"a\"}},{\"id\":\"8\"}]",
                new CloudEventFormat(LINES));

        assertThat(items.get(0).submission().type()).isEqualTo("claim-task");
        assertThat(items.get(0).submission().key()).isEqualTo("/crm#7");
        assertThat(items.get(0).submission().ifMatch()).isEqualTo(2);
        assertThat(items.get(1).refusal().errors()).hasSize(3);
    }
}
