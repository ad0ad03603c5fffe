package io.docket.command.service;

import io.docket.command.catalog.CommandTypes;
import io.docket.command.route.RoutedCommands;
import io.docket.command.submit.Answer;
import io.docket.command.submit.Commands;
import io.docket.command.submit.Submission;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Commands with their metrics: {@code docket.commands} (count and latency by {@code type} and {@code outcome}) and
 * {@code docket.commands.inflight}.
 */
@Singleton
public class MeteredCommands implements Commands {
    private final RoutedCommands commands;
    private final CommandTypes types;
    private final MeterRegistry registry;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final Map<Series, Timer> timers = new ConcurrentHashMap<>();

    public MeteredCommands(RoutedCommands commands, CommandTypes types, MeterRegistry registry) {
        this.commands = commands;
        this.types = types;
        this.registry = registry;
        registry.gauge("docket.commands.inflight", inFlight);
    }

    @Override
    public Answer submit(Submission submission) {
        return measured(submission.type(), () -> commands.submit(submission));
    }

    private Answer measured(String type, Supplier<Answer> work) {
        long start = System.nanoTime();
        inFlight.incrementAndGet();
        try {
            Answer answer = work.get();
            timer(type, outcome(answer)).record(Duration.ofNanos(System.nanoTime() - start));
            return answer;
        } finally {
            inFlight.decrementAndGet();
        }
    }

    private Timer timer(String type, String outcome) {
        String known = types.find(type).isPresent() ? type : "unknown";
        return timers.computeIfAbsent(
                new Series(known, outcome),
                series -> Timer.builder("docket.commands")
                        .description("Commands answered, by type and outcome")
                        .tag("type", series.type)
                        .tag("outcome", series.outcome)
                        .publishPercentileHistogram()
                        .register(registry));
    }

    private static String outcome(Answer answer) {
        if (answer.replayed()) {
            return "replayed";
        }
        if (answer.status() < 400) {
            return "accepted";
        }
        return answer.status() < 500 ? "rejected" : "failed";
    }

    private record Series(String type, String outcome) {}
}
