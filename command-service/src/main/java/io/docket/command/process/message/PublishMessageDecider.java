package io.docket.command.process.message;

import io.docket.command.casework.CaseState;
import io.docket.command.decision.DecisionContext;
import io.docket.command.decision.Operation;
import io.docket.command.decision.Rejection;
import io.docket.command.decision.Workspace;
import io.docket.command.interim.InterimData;
import io.docket.contracts.event.MessageEvent;
import io.docket.contracts.id.EntityId;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Objects;

/** Decides on a message: its case must be there, its time to live must be one, its payload must be what was brought. */
public final class PublishMessageDecider implements Operation<PublishMessage> {
    private static final Duration MAX_TIME_TO_LIVE = Duration.ofDays(30);

    private final InterimData interim;

    /** @param interim where payloads are */
    public PublishMessageDecider(InterimData interim) {
        this.interim = interim;
    }

    @Override
    public void perform(String id, PublishMessage command, DecisionContext context, Workspace workspace) {
        String caseId = command.caseId();
        if (caseId == null ? !EntityId.isRoot(id) : !EntityId.isDependentOf(caseId, id)) {
            throw Rejection.invalid(
                    "/messageId", caseId == null ? "without a case it has no ~" : "it must be " + caseId + "~<suffix>");
        }
        if (caseId != null && workspace.find(CaseState.KIND, caseId).isEmpty()) {
            throw Rejection.unknown("unknown-case", "/caseId", "there is no case " + caseId);
        }
        Duration timeToLive = timeToLive(command);
        if (command.payload() != null) {
            interim.require(InterimData.Use.PUBLISH_MESSAGE, command.name(), command.payload(), context.commandId());
        }
        workspace.create(
                MessageState.KIND,
                id,
                List.of(new MessageEvent.Published(
                        command.name(),
                        command.correlationKey(),
                        command.variables(),
                        command.payload(),
                        timeToLive.toString(),
                        caseId)));
    }

    private static Duration timeToLive(PublishMessage command) {
        try {
            Duration given = Duration.parse(
                    Objects.requireNonNullElse(command.timeToLive(), PublishMessage.DEFAULT_TIME_TO_LIVE));
            if (!given.isNegative() && given.compareTo(MAX_TIME_TO_LIVE) <= 0) {
                return given;
            }
        } catch (DateTimeParseException e) {
            throw Rejection.invalid("/timeToLive", "it is no ISO-8601 duration");
        }
        throw Rejection.invalid("/timeToLive", "it is not between PT0S and " + MAX_TIME_TO_LIVE);
    }
}
