package io.docket.workflow.retry;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.workflow.simulation.LogLines;
import io.docket.workflow.simulation.VirtualTime;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OutagesTest {
    private static final PeerAway FAULT = new PeerAway("engine", "no answer", null);
    private static final Duration MOMENT = Duration.ofSeconds(10);

    private final VirtualTime time = new VirtualTime();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final Outages outages = new Outages(time, metrics);
    private final LogLines lines = new LogLines();

    @AfterEach
    void close() {
        lines.close();
    }

    private double away() {
        return metrics.get("docket.bridge.peers.away").gauge().value();
    }

    @Test
    void outage_lasts_until_no_lane_waits_and_has_a_line_at_each_end() {
        for (int attempt = 0; attempt < 100; attempt++) {
            outages.waits("events-0", "start", FAULT);
            outages.waits("events-1", "start", FAULT);
            outages.untold(FAULT);
            time.sleep(MOMENT);
        }
        outages.goesOn("events-0");
        outages.answers("engine");
        assertThat(outages.of("engine").orElseThrow().lanes()).isOne();
        assertThat(away()).isOne();

        outages.goesOn("events-1");

        assertThat(outages.of("engine")).isEmpty();
        assertThat(away()).isZero();
        assertThat(lines.written()).hasSize(2);
        assertThat(lines.written().getFirst()).contains("away peer=engine", "events-0: start", "no answer");
        assertThat(lines.written().getLast())
                .contains("back peer=engine", "away=PT16M40S", "lanes=2", "untoldJobs=100");
    }

    @Test
    void outage_that_only_jobs_have_noticed_is_over_when_the_peer_answers() {
        outages.untold(FAULT);

        outages.answers("engine");

        assertThat(outages.of("engine")).isEmpty();
        assertThat(lines.written()).hasSize(2);
    }

    @Test
    void peer_that_comes_and_goes_has_at_most_a_line_of_each_kind_a_minute() {
        for (int outage = 0; outage < 60; outage++) {
            outages.waits("events-0", "start", FAULT);
            time.sleep(Duration.ofSeconds(1));
            outages.goesOn("events-0");
        }

        assertThat(lines.written()).hasSize(2);
    }

    @Test
    void outage_that_begins_right_after_another_is_told_when_it_lasts() {
        outages.waits("events-0", "start", FAULT);
        outages.goesOn("events-0");

        for (int attempt = 0; attempt < 100; attempt++) {
            outages.waits("events-0", "start", FAULT);
            time.sleep(MOMENT);
        }
        outages.goesOn("events-0");

        assertThat(lines.written()).hasSize(4);
    }
}
