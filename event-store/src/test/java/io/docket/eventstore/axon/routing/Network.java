package io.docket.eventstore.axon.routing;

import io.docket.eventstore.route.Reply;
import io.docket.eventstore.route.Transport;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/** Instances in one process that ask each other, and remember whom they asked. */
final class Network {
    private final Map<String, UnaryOperator<byte[]>> instances = new HashMap<>();
    private final List<String> asked = new ArrayList<>();
    private final AtomicReference<Runnable> answerLost = new AtomicReference<>();

    /** Addresses that were asked, in order. */
    List<String> asked() {
        return asked;
    }

    /** The next question is answered, and nobody hears it. */
    void loseNextAnswer(Runnable then) {
        answerLost.set(then);
    }

    Transport at(String address) {
        return new Transport() {
            @Override
            public String address() {
                return address;
            }

            @Override
            public Reply<byte[]> ask(String other, byte[] question) {
                asked.add(other);
                UnaryOperator<byte[]> answers = instances.get(other);
                if (answers == null) {
                    return new Reply.NotAsked<>(other + " cannot be reached");
                }
                byte[] answer = answers.apply(question);
                Runnable lost = answerLost.getAndSet(null);
                if (lost != null) {
                    lost.run();
                    return new Reply.Unknown<>("the line is broken");
                }
                return new Reply.Answered<>(answer);
            }

            @Override
            public void answerWith(UnaryOperator<byte[]> answers) {
                instances.put(address, answers);
            }
        };
    }
}
