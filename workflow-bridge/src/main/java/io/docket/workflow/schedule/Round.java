package io.docket.workflow.schedule;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.workflow.command.BridgeCommand;
import io.docket.workflow.command.CommandBatches.Answer;
import io.docket.workflow.command.CommandForbidden;
import io.docket.workflow.command.CommandGroups;
import io.docket.workflow.retry.Refused;
import io.docket.workflow.schedule.ScheduleMemory.Due;
import io.docket.workflow.schedule.ScheduleMemory.Passed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** Turns of several schedules, taken together step by step: what stands against one of them stops no other. */
final class Round {
    private static final Logger LOG = Logger.getLogger(Round.class);
    private static final int MAX_UNSENT = 20_000;

    private final ScheduleMemory memory;
    private final CommandGroups commands;
    private final Map<ScheduleRef, Instant> unsent;
    private final Map<ScheduleRef, RuntimeException> faults = new LinkedHashMap<>();
    private final Set<ScheduleRef> over = new HashSet<>();
    private final Map<ScheduleRef, Due> next = new LinkedHashMap<>();

    /** @param unsent occurrences that were settled and whose command could not go out yet */
    Round(ScheduleMemory memory, CommandGroups commands, Map<ScheduleRef, Instant> unsent) {
        this.memory = memory;
        this.commands = commands;
        this.unsent = unsent;
    }

    /** Takes the turns. Returns what comes next, of each schedule that is not over. */
    List<Due> take(List<Turn> turns) {
        leaveOut(turns.stream().flatMap(turn -> turn.leftOut().stream()).toList());
        fire(turns.stream()
                .flatMap(turn -> turn.sent().stream())
                .filter(this::goesOn)
                .toList());
        return List.copyOf(next.values());
    }

    /** Why schedules could not take their turns to the end. */
    Map<ScheduleRef, RuntimeException> faults() {
        return faults;
    }

    /** What a schedule says was settled before was fired in time; whether its command went out then, its key tells. */
    private void leaveOut(List<Turn.LeftOut> steps) {
        List<Turn.LeftOut> before = settle(steps, ScheduleCommands::missed).get(false);
        send(before, step -> step.planned().due());
        pass(steps);
    }

    private void fire(List<Turn.Sent> steps) {
        List<Turn.Sent> fired = settle(steps, ScheduleCommands::fired).get(true);
        fired.stream()
                .filter(step -> step.planned().plan().repeats() && unsent.size() < MAX_UNSENT)
                .forEach(step -> unsent.put(step.planned().schedule(), step.due()));
        send(fired, Turn.Sent::due);
        pass(steps);
    }

    private <S extends Turn.Step> Map<Boolean, List<S>> settle(List<S> steps, Function<S, BridgeCommand> report) {
        return settle(steps, steps.stream().map(report).toList());
    }

    /** The steps that their schedules have settled: true are those that were not settled before. */
    private <S extends Turn.Step> Map<Boolean, List<S>> settle(List<S> steps, List<BridgeCommand> reports) {
        List<Answer> answers = call(reports);
        Map<Boolean, List<S>> settled = Map.of(true, new ArrayList<>(), false, new ArrayList<>());
        for (int i = 0; i < steps.size(); i++) {
            S step = steps.get(i);
            try {
                ObjectNode result = answers.get(i).orThrow();
                settled.get(!result.path("events").isEmpty()).add(step);
            } catch (Refused e) {
                end(step, e);
            } catch (RuntimeException e) {
                fail(step, e);
            }
        }
        return settled;
    }

    private <S extends Turn.Step> void send(List<S> steps, Function<S, Instant> due) {
        List<Answer> answers = call(steps.stream()
                .map(step -> ScheduleCommands.planned(step.planned(), due.apply(step)))
                .toList());
        List<S> rejected = new ArrayList<>();
        List<BridgeCommand> reports = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            S step = steps.get(i);
            try {
                answers.get(i).orThrow();
            } catch (Refused | CommandForbidden e) {
                rejected.add(step);
                reports.add(ScheduleCommands.rejected(step.planned(), due.apply(step), String.valueOf(e.getMessage())));
            } catch (RuntimeException e) {
                fail(step, e);
            }
        }
        settle(rejected, reports);
    }

    private List<Answer> call(List<BridgeCommand> group) {
        return group.isEmpty() ? List.of() : Answer.await(commands.begin(group));
    }

    /** The memory moves on, once all that a step asks for is done. */
    private void pass(List<? extends Turn.Step> steps) {
        List<Passed> passed = steps.stream()
                .filter(this::goesOn)
                .map(step -> new Passed(step.planned().schedule(), step.next()))
                .toList();
        memory.passed(passed);
        for (Passed each : passed) {
            unsent.remove(each.schedule());
            next.remove(each.schedule());
            if (each.next() != null) {
                next.put(each.schedule(), new Due(each.schedule(), each.next()));
            }
        }
    }

    private boolean goesOn(Turn.Step step) {
        ScheduleRef schedule = step.planned().schedule();
        return !faults.containsKey(schedule) && !over.contains(schedule);
    }

    private void fail(Turn.Step step, RuntimeException fault) {
        faults.put(step.planned().schedule(), fault);
        next.remove(step.planned().schedule());
    }

    private void end(Turn.Step step, Refused refusal) {
        ScheduleRef schedule = step.planned().schedule();
        LOG.infof(
                "schedule is over schedule=%s code=%s detail=\"%s\"",
                schedule.key(), refusal.code(), refusal.getMessage());
        over.add(schedule);
        next.remove(schedule);
        unsent.remove(schedule);
        memory.remove(schedule);
    }
}
