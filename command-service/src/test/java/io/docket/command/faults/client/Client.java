package io.docket.command.faults.client;

import io.docket.command.faults.client.Story.Attempt;
import io.docket.command.faults.service.ServiceInstance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;

/** A client with one command in flight, which it repeats with the same key, to any instance, until it is answered. */
final class Client {
    /** Some ask elsewhere soon; others hear what became of a command that was sent on, or of a commit in doubt. */
    private static final List<Duration> PATIENCE = List.of(Duration.ofSeconds(2), Duration.ofSeconds(25));

    private static final int PAUSE_MILLIS = 50;
    private static final int MORE_PAUSE_MILLIS = 300;

    private final int number;
    private final List<ServiceInstance> instances;
    private final Sender sender;
    private final Cases cases;
    private final Random random;
    private final Duration patience;

    Client(int number, List<ServiceInstance> instances, Sender sender, Cases cases, long seed) {
        this.number = number;
        this.instances = instances;
        this.sender = sender;
        this.cases = cases;
        this.random = new Random(seed + number);
        this.patience = PATIENCE.get(number % PATIENCE.size());
    }

    /** The next command, and what becomes of it. */
    Story next(BooleanSupplier giveUp) throws InterruptedException {
        return untilFinal(cases.next(number, random), giveUp);
    }

    /** Sends a command until it is answered, or it is told to give up. */
    Story untilFinal(Command command, BooleanSupplier giveUp) throws InterruptedException {
        List<Attempt> attempts = new ArrayList<>();
        while (true) {
            ServiceInstance instance = instances.get(random.nextInt(instances.size()));
            long sent = System.nanoTime();
            Answer answer = sender.send(instance, command, patience);
            attempts.add(new Attempt(instance.toString(), sent, System.nanoTime(), answer));
            if (answer.isFinal() || answer.isStrange() || giveUp.getAsBoolean()) {
                cases.told(command, answer);
                return new Story(command, attempts);
            }
            Thread.sleep(PAUSE_MILLIS + random.nextInt(MORE_PAUSE_MILLIS));
        }
    }
}
