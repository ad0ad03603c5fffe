package io.docket.workflow.job.unworked;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.workflow.simulation.VirtualTime;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UnworkedJobsTest {
    private final VirtualTime time = new VirtualTime();
    private final UnworkedJobs jobs = new UnworkedJobs(time);

    @Test
    void a_type_whose_jobs_nobody_takes_is_named_after_a_while() {
        jobs.note(metrics("acme:print", 3, 0, 0));
        assertThat(jobs.waiting()).isEmpty();

        time.sleep(UnworkedJobs.PATIENCE);
        jobs.note(metrics("acme:print", 4, 0, 0));

        assertThat(jobs.waiting()).isEqualTo(Map.of("acme:print", 4L));
    }

    @Test
    void a_type_that_is_worked_on_slowly_is_not() {
        for (int taken = 0; taken < 5; taken++) {
            jobs.note(metrics("docket:http", 100, taken, taken));
            time.sleep(Duration.ofSeconds(20));
        }

        assertThat(jobs.waiting()).isEmpty();
    }

    @Test
    void a_type_that_somebody_works_on_again_is_forgotten() {
        jobs.note(metrics("acme:print", 3, 0, 0));
        time.sleep(UnworkedJobs.PATIENCE);
        jobs.note(metrics("acme:print", 3, 1, 2));

        assertThat(jobs.waiting()).isEmpty();
    }

    private static String metrics(String type, int created, int activated, int pushed) {
        return "# TYPE zeebe_job_events_total counter\n"
                + line("created", type, created)
                + line("activated", type, activated)
                + line("pushed", type, pushed)
                + line("completed", type, activated)
                + "zeebe_other_total{type=\"x\"} 7.0\n";
    }

    private static String line(String action, String type, int count) {
        return "zeebe_job_events_total{action=\"" + action + "\",job_kind=\"BPMN_ELEMENT\",partition=\"1\",type=\""
                + type + "\",} " + count + ".0\n";
    }
}
