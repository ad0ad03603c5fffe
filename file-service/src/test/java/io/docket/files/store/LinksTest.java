package io.docket.files.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LinksTest {
    private static final String HEX = "b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9";
    private final FileStore store = new FileStore(
            new StoreSettings(
                    URI.create("http://10.0.0.1:9000"),
                    URI.create("https://files.example"),
                    "us-east-1",
                    "key",
                    "secret",
                    "docket-files",
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(1)),
            Duration.ofMinutes(15));

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void a_put_link_is_bound_to_size_type_and_checksum() {
        Link link = store.links().put("acme/f1/" + HEX, "text/plain", 11, HEX);

        assertThat(link.url().getQuery())
                .contains("X-Amz-SignedHeaders=content-length;content-type;host;x-amz-checksum-sha256");
        assertThat(link.headers())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "content-type", "text/plain",
                        "x-amz-checksum-sha256", "uU0nuZNNPgilLlLX2n2r+sSE7+N6U4DukIj3rOLvzek="));
    }

    @Test
    void a_link_points_to_the_address_for_clients_and_expires() {
        Instant before = Instant.now();

        Link link = store.links().put("acme/f1/" + HEX, "text/plain", 11, HEX);

        assertThat(link.url()).hasScheme("https").hasHost("files.example").hasPath("/docket-files/acme/f1/" + HEX);
        assertThat(link.url().getQuery()).contains("X-Amz-Expires=900");
        assertThat(link.expires())
                .isBetween(before.plus(Duration.ofSeconds(890)), before.plus(Duration.ofSeconds(910)));
    }

    @Test
    void a_part_link_is_bound_to_its_place_and_its_size() {
        Link link = store.links().putPart("acme/f1/" + HEX, "upload-1", 3, 5_242_880);

        assertThat(link.url().getQuery())
                .contains("partNumber=3", "uploadId=upload-1", "X-Amz-SignedHeaders=content-length;host");
        assertThat(link.headers()).isEmpty();
    }

    @Test
    void a_get_link_fixes_how_the_bytes_are_shown() {
        Link link = store.links().get("acme/f1/" + HEX, "text/plain", "attachment; filename=\"a.txt\"");

        assertThat(link.url().getQuery())
                .contains("response-content-disposition=attachment; filename=\"a.txt\"")
                .contains("response-content-type=text/plain");
    }
}
