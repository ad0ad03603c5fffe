package io.docket.command.process.record;

import static java.util.Objects.requireNonNullElse;

import io.docket.command.decision.DecisionContext;
import io.docket.command.process.ProcessState;
import io.docket.contracts.event.ProcessEvent;
import java.util.ArrayList;
import java.util.List;

/**
 * Decides on steps: those that are recorded already change nothing, however they are reported again; after
 * {@value #MAX_STEPS} of them no more are recorded, so that a loop in a diagram cannot fill the log.
 */
public final class RecordStepsDecider {
    /** Steps of one instance in the log. */
    static final int MAX_STEPS = 5_000;

    private RecordStepsDecider() {}

    /** The decision. */
    public static List<ProcessEvent> decide(ProcessState state, RecordSteps command, DecisionContext context) {
        List<ProcessEvent> events = new ArrayList<>();
        if (state.status().isEnd() || state.progress().cut()) {
            return events;
        }
        long reached = state.progress().enginePosition();
        for (RecordSteps.Step step : command.steps()) {
            if (step.enginePosition() > reached) {
                if (state.progress().steps() + events.size() == MAX_STEPS) {
                    events.add(new ProcessEvent.StepsCut(MAX_STEPS));
                    break;
                }
                events.add(event(step));
                reached = step.enginePosition();
            }
        }
        return events;
    }

    private static ProcessEvent.Step event(RecordSteps.Step step) {
        String type = requireNonNullElse(step.elementType(), "");
        return switch (step.kind()) {
            case ACTIVATED ->
                new ProcessEvent.ElementActivated(
                        step.elementId(), type, step.elementKey(), step.at(), step.enginePosition(), step.called());
            case COMPLETED ->
                new ProcessEvent.ElementCompleted(
                        step.elementId(),
                        type,
                        step.elementKey(),
                        step.at(),
                        step.enginePosition(),
                        step.dataKeys(),
                        step.called());
            case TERMINATED ->
                new ProcessEvent.ElementTerminated(
                        step.elementId(), type, step.elementKey(), step.at(), step.enginePosition(), step.called());
            case MIGRATED ->
                new ProcessEvent.ElementMigrated(
                        step.elementId(), type, step.elementKey(), step.at(), step.enginePosition(), step.called());
            case FLOW_TAKEN ->
                new ProcessEvent.FlowTaken(
                        step.elementId(), step.elementKey(), step.at(), step.enginePosition(), step.called());
            case JOB_FAILED ->
                new ProcessEvent.JobFailed(
                        step.elementId(),
                        step.elementKey(),
                        requireNonNullElse(step.jobKey(), ""),
                        requireNonNullElse(step.jobType(), ""),
                        requireNonNullElse(step.retries(), 0),
                        requireNonNullElse(step.message(), ""),
                        step.at(),
                        step.enginePosition(),
                        step.called());
            case TIMER_FIRED ->
                new ProcessEvent.TimerFired(
                        step.elementId(), step.elementKey(), step.at(), step.enginePosition(), step.called());
            case MESSAGE_CORRELATED ->
                new ProcessEvent.MessageCorrelated(
                        step.elementId(),
                        step.elementKey(),
                        requireNonNullElse(step.message(), ""),
                        step.correlationKey(),
                        step.at(),
                        step.enginePosition(),
                        step.called());
        };
    }
}
