package io.docket.workflow.message;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.contracts.event.MessageEvent;
import io.docket.contracts.json.Json;
import io.docket.workflow.command.BridgeCommand;
import io.docket.workflow.command.Commands;
import io.docket.workflow.engine.AlreadyThere;
import io.docket.workflow.engine.Engine;
import io.docket.workflow.engine.EngineBusy;
import io.docket.workflow.engine.EngineMessage;
import io.docket.workflow.engine.EngineNames;
import io.docket.workflow.interim.PayloadDelivery;
import io.docket.workflow.memory.Claim;
import io.docket.workflow.memory.InstanceMemory;
import io.docket.workflow.memory.InstanceRef;
import io.docket.workflow.retry.Refused;
import io.docket.workflow.retry.Unavailable;
import io.docket.workflow.start.Settlement;
import java.time.Duration;
import java.time.InstantSource;
import org.jboss.logging.Logger;

/**
 * Publishes each message once, whatever is repeated or breaks off.
 *
 * <p>The engine refuses a second message of the same id only while it keeps the first, and one with no time to live it
 * does not keep at all. So a message is claimed before and bound after it is published, as an instance is before and
 * after its start; a claim in doubt is {@linkplain Settlement settled} by the engine's log, which tells the bridge's own
 * messages.
 */
public final class Messages {
    private static final Logger LOG = Logger.getLogger(Messages.class);
    private static final int MAX_RIVALS = 3;
    private static final int MAX_MESSAGE = 2_000;
    private static final String PAYLOAD_KEY = "payloadKey";

    private final Engine engine;
    private final Commands commands;
    private final InstanceMemory memory;
    private final PayloadDelivery payloads;
    private final Settlement settlement;
    private final InstantSource clock;

    /** Messages to the engine. */
    public Messages(
            Engine engine,
            Commands commands,
            InstanceMemory memory,
            PayloadDelivery payloads,
            Settlement settlement,
            InstantSource clock) {
        this.engine = engine;
        this.commands = commands;
        this.memory = memory;
        this.payloads = payloads;
        this.settlement = settlement;
        this.clock = clock;
    }

    /**
     * Returns once the engine has taken the message.
     *
     * @param eventId id of the event that published it
     * @param commandId the command behind that
     */
    public void publish(String tenant, String eventId, String commandId, MessageEvent.Published message) {
        InstanceRef ref = MessageIds.ref(tenant, eventId);
        for (int rival = 0; rival < MAX_RIVALS; rival++) {
            switch (memory.claim(ref, clock.instant())) {
                case Claim.Bound bound -> {
                    published(bound.engineKey(), message);
                    return;
                }
                case Claim.Fresh _ -> {
                    send(ref, commandId, message);
                    return;
                }
                case Claim.InDoubt doubt -> {
                    settlement.await(doubt.since());
                    if (memory.renew(ref, doubt.since(), clock.instant())) {
                        send(ref, commandId, message);
                        return;
                    }
                }
            }
        }
        throw new Unavailable("somebody else publishes " + ref.key(), null);
    }

    /** Tells that the engine will not take the message. */
    public void refused(String tenant, String messageId, Refused refusal, String eventId) {
        String message = String.valueOf(refusal.getMessage());
        ObjectNode payload = Json.mapper()
                .createObjectNode()
                .put("messageId", messageId)
                .put("code", refusal.code())
                .put("message", message.substring(0, Math.min(message.length(), MAX_MESSAGE)));
        commands.send(new BridgeCommand(tenant, "record-message", "message:" + eventId, payload));
    }

    private void send(InstanceRef ref, String commandId, MessageEvent.Published message) {
        ObjectNode variables = Json.mapper().createObjectNode();
        if (message.variables() instanceof ObjectNode given) {
            variables.setAll(given);
        }
        if (message.payload() != null) {
            variables.put(PAYLOAD_KEY, message.payload().key());
        }
        try {
            payloads.publishing(ref.tenant(), commandId, message);
            long key = engine.publish(new EngineMessage(
                    MessageIds.of(ref),
                    EngineNames.scoped(ref.tenant(), message.name()),
                    message.correlationKey(),
                    Duration.parse(message.timeToLive()),
                    variables));
            memory.bind(ref, key);
            published(key, message);
            memory.ended(ref);
        } catch (AlreadyThere e) {
            LOG.debugf("the engine has message %s, its log will tell", ref.key());
        } catch (Refused | EngineBusy e) {
            memory.release(ref);
            throw e;
        }
    }

    private void published(long messageKey, MessageEvent.Published message) {
        if (message.payload() != null) {
            payloads.published(messageKey, message.payload().key());
        }
    }
}
