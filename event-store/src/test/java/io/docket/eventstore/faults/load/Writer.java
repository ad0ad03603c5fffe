package io.docket.eventstore.faults.load;

import io.docket.eventstore.faults.instance.Answer;
import io.docket.eventstore.faults.instance.Call;
import io.docket.eventstore.faults.instance.Caller;
import io.docket.eventstore.faults.instance.Instance;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.function.BooleanSupplier;

/** A client with one command in flight, which it repeats with the same key until it gets a final answer. */
final class Writer {
    /** Some ask elsewhere soon and meet the former owner's work; others hear what became of a commit in doubt. */
    private static final Duration[] PATIENCE = {Duration.ofSeconds(2), Duration.ofSeconds(15)};

    private static final int PAUSE_MILLIS = 20;
    private static final int MORE_PAUSE_MILLIS = 100;

    private final List<Instance> instances;
    private final Roots roots;
    private final Routes routes;
    private final Queue<Attempt> history;
    private final Random random;

    Writer(List<Instance> instances, Roots roots, Routes routes, Queue<Attempt> history, long seed) {
        this.instances = instances;
        this.roots = roots;
        this.routes = routes;
        this.history = history;
        this.random = new Random(seed);
    }

    /**
     * Writes.
     *
     * @param goOn asked before each new command
     * @param giveUp asked before each repetition
     */
    void run(BooleanSupplier goOn, BooleanSupplier giveUp) throws InterruptedException {
        try (Caller caller = new Caller(PATIENCE[random.nextInt(PATIENCE.length)])) {
            while (goOn.getAsBoolean()) {
                untilFinal(caller, roots.next(random), giveUp);
            }
        }
    }

    private void untilFinal(Caller caller, Call first, BooleanSupplier giveUp) throws InterruptedException {
        int partition = Roots.partitionOf(first.root());
        long begun = System.nanoTime();
        for (Call call = first; !giveUp.getAsBoolean(); call = call.again()) {
            int asked = routes.to(partition);
            long sent = System.nanoTime();
            Answer answer = caller.append(instances.get(asked), call);
            history.add(new Attempt(call, instances.get(asked).toString(), begun, sent, System.nanoTime(), answer));
            switch (answer.kind()) {
                case COMMITTED, DUPLICATE -> roots.committed(call);
                case CONFLICT -> roots.seen(answer.detail(), answer.number());
                case REFUSED, UNKNOWN, SILENCE -> routes.notThere(partition, asked);
            }
            if (answer.kind().isFinal()) {
                return;
            }
            Thread.sleep(PAUSE_MILLIS + random.nextInt(MORE_PAUSE_MILLIS));
        }
    }
}
