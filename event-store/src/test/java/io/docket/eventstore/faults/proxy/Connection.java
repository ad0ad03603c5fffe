package io.docket.eventstore.faults.proxy;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * One client's connection to one broker. A broker answers in the order of the requests, so the answers are matched to
 * them without looking inside.
 */
final class Connection {
    private static final int MAX_IN_FLIGHT = 1_000;

    private final Socket client;
    private final Socket broker;
    private final DataInputStream fromClient;
    private final DataOutputStream toClient;
    private final DataInputStream fromBroker;
    private final DataOutputStream toBroker;
    private final Misfortunes misfortunes;
    private final BlockingQueue<Expected> answers = new LinkedBlockingQueue<>(MAX_IN_FLIGHT);

    /**
     * An answer that is still to come.
     *
     * @param extra true if it answers a copy that the client knows nothing of
     */
    private record Expected(Frame request, Stroke stroke, boolean extra) {}

    Connection(Socket client, Socket broker, Misfortunes misfortunes) throws IOException {
        this.client = client;
        this.broker = broker;
        this.misfortunes = misfortunes;
        this.fromClient = new DataInputStream(new BufferedInputStream(client.getInputStream()));
        this.toClient = new DataOutputStream(new BufferedOutputStream(client.getOutputStream()));
        this.fromBroker = new DataInputStream(new BufferedInputStream(broker.getInputStream()));
        this.toBroker = new DataOutputStream(new BufferedOutputStream(broker.getOutputStream()));
    }

    void start() {
        Thread.ofVirtual().start(() -> untilBroken(this::requests));
        Thread.ofVirtual().start(() -> untilBroken(this::answers));
    }

    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    private void untilBroken(Work work) {
        try {
            work.run();
        } catch (IOException e) {
            // either side is gone
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            close();
        }
    }

    private void requests() throws IOException, InterruptedException {
        while (true) {
            Frame request = Frame.read(fromClient);
            Stroke stroke = misfortunes.next(request.apiKey());
            switch (stroke.kind()) {
                case NONE, ANSWER_LOST, ANSWER_HELD -> forward(request, stroke, false);
                case DELAYED -> {
                    Thread.sleep(stroke.length());
                    forward(request, Stroke.NONE, false);
                }
                case DOUBLED -> {
                    forward(request, Stroke.NONE, false);
                    forward(request, stroke, true);
                }
                case LATE -> {
                    client.close();
                    Thread.sleep(stroke.length());
                    forward(request, stroke, true);
                    Thread.sleep(stroke.length().plusSeconds(1));
                    return;
                }
                case LOST -> {
                    return;
                }
            }
        }
    }

    private void forward(Frame request, Stroke stroke, boolean extra) throws IOException, InterruptedException {
        answers.put(new Expected(request, stroke, extra));
        request.write(toBroker);
    }

    private void answers() throws IOException, InterruptedException {
        while (true) {
            Frame answer = Frame.read(fromBroker);
            Expected expected = answers.take();
            Stroke stroke = expected.stroke();
            if (stroke.kind() == Misfortune.ANSWER_LOST) {
                return;
            }
            if (stroke.kind() == Misfortune.ANSWER_HELD) {
                Thread.sleep(stroke.length());
            }
            if (expected.extra()) {
                Frame request = expected.request();
                misfortunes.answered(request.apiKey(), stroke.kind(), request.errorsIn(answer));
            } else if (!client.isClosed()) {
                answer.write(toClient);
            }
        }
    }

    private void close() {
        try (client;
                broker) {
            // both
        } catch (IOException e) {
            // closed as far as it matters
        }
    }
}
