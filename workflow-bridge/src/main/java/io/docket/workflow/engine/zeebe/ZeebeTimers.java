package io.docket.workflow.engine.zeebe;

import io.camunda.zeebe.client.ZeebeClient;
import io.docket.contracts.json.Json;
import io.docket.workflow.retry.Refused;
import io.docket.workflow.schedule.ScheduleRef;
import io.docket.workflow.schedule.ScheduleTimers;
import io.docket.workflow.settings.BridgeSettings;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * A timer is an instance of the built-in process {@code docket-schedule}, started by a message whose correlation key is the
 * schedule: the engine runs one instance for a key at a time, so that starting it again changes nothing.
 *
 * <p>An engine that lost its data may get a message before it gets the process again, and keeps it for a while. So the ids of
 * messages differ from one engine to the next: what is started when the engine is set up is not taken for a repetition.
 */
@Singleton
@SuppressWarnings("deprecation")
public class ZeebeTimers implements ScheduleTimers {
    private static final String ALREADY = "already-exists";
    private static final Duration ON_ITS_WAY = Duration.ofMinutes(1);

    private final ZeebeClient client;
    private final Duration requestTimeout;
    private final TimerProcess process;
    private volatile String engine = "";
    private volatile boolean deployed;

    /** Timers of the client. */
    @Inject
    public ZeebeTimers(ZeebeClient client, BridgeSettings settings) {
        this(client, settings.engine().requestTimeout(), TimerProcess.OF_THE_PLATFORM);
    }

    /** Timers of the client that are instances of the process, with this long for each request. */
    public ZeebeTimers(ZeebeClient client, Duration requestTimeout, TimerProcess process) {
        this.client = client;
        this.requestTimeout = requestTimeout;
        this.process = process;
    }

    @Override
    public void setUp() {
        deployed = false;
        engine = ":" + UUID.randomUUID();
        deploy();
    }

    @Override
    public void start(ScheduleRef schedule, Instant wakeAt) {
        deploy();
        publish(process.planned(), schedule, wakeAt);
    }

    @Override
    public void stop(ScheduleRef schedule) {
        publish(process.cancelled(), schedule, Instant.EPOCH);
    }

    private void deploy() {
        if (!deployed) {
            Requests.send(
                    client.newDeployResourceCommand().addResourceStringUtf8(process.bpmn(), process.resource()),
                    requestTimeout);
            deployed = true;
        }
    }

    private void publish(String name, ScheduleRef schedule, Instant wakeAt) {
        try {
            Requests.send(
                    client.newPublishMessageCommand()
                            .messageName(name)
                            .correlationKey(schedule.key())
                            .messageId(name + ":" + schedule.key() + engine)
                            .timeToLive(ON_ITS_WAY)
                            .variables(Json.mapper()
                                    .createObjectNode()
                                    .put("tenant", schedule.tenant())
                                    .put("scheduleKey", schedule.key())
                                    .put("wakeAt", wakeAt.toString())
                                    .toString()),
                    requestTimeout);
        } catch (Refused e) {
            if (!e.code().equals(ALREADY)) {
                throw e;
            }
        }
    }
}
