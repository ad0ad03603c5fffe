package io.docket.notification.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.docket.notification.socket.CloseCode;
import io.docket.notification.support.ByteReader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a stream costs at most, seen through real sockets. */
class StreamLimitsTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final int EVENTS = 300;
    private static final Pattern STEP = Pattern.compile("x#(\\d+)\"");
    private static final Pattern CLOSED =
            Pattern.compile("id:(\\S+)\\s+event:closed\\s+data:\\{\"code\":4408,\"cursor\":\"(\\S+?)\"");

    @Test
    void a_client_that_reads_a_byte_now_and_then_is_held_little_for_and_told_where_to_go_on() throws Exception {
        Map<String, String> settings = Map.of("stuck-after", "1s", "outbox-bytes", "200000", "close-within", "60s");
        try (LocalStreamServer server = new LocalStreamServer(settings);
                ByteReader slow = ByteReader.request(server.address(), "demo")) {
            flood(server, slow);

            await().atMost(SOON).pollInterval(Duration.ofMillis(1)).until(() -> {
                slow.read(1_000_000);
                return CLOSED.matcher(slow.text()).find();
            });

            List<Integer> steps = STEP.matcher(slow.text())
                    .results()
                    .map(result -> Integer.parseInt(result.group(1)))
                    .toList();
            assertThat(steps)
                    .as("what waits is bounded")
                    .hasSizeBetween(10, EVENTS / 2)
                    .isEqualTo(IntStream.range(0, steps.size()).boxed().toList());
            Matcher closed = CLOSED.matcher(slow.text());
            assertThat(closed.find()).isTrue();
            assertThat(closed.group(1)).isEqualTo(closed.group(2));
            assertThat(slow.text().indexOf("id:" + closed.group(1)))
                    .as("the last event has the same cursor")
                    .isLessThan(closed.start());
            await().atMost(SOON).until(() -> server.open.count() == 0);
        }
    }

    @Test
    void a_client_that_goes_on_like_that_is_cut() throws Exception {
        Map<String, String> settings = Map.of("stuck-after", "1s", "outbox-bytes", "200000", "close-within", "1s");
        try (LocalStreamServer server = new LocalStreamServer(settings);
                ByteReader slow = ByteReader.request(server.address(), "demo")) {
            flood(server, slow);

            await().atMost(SOON).until(() -> {
                slow.read(1);
                return server.open.count() == 0;
            });
        }
    }

    private static void flood(LocalStreamServer server, ByteReader slow) {
        await().atMost(SOON).until(() -> {
            slow.read(10);
            return slow.text().contains("HTTP/1.1 200") && server.open.count() == 1;
        });
        for (int step = 0; step < EVENTS; step++) {
            server.move("x".repeat(20_000) + '#' + step);
        }
        await().atMost(SOON).until(() -> {
            slow.read(1);
            return server.meter.closed.contains(CloseCode.TOO_SLOW);
        });
    }
}
