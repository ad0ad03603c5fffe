package io.docket.eventstore.faults.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.common.message.EndTxnRequestData;
import org.apache.kafka.common.message.EndTxnResponseData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.requests.EndTxnRequest;
import org.apache.kafka.common.requests.EndTxnResponse;
import org.apache.kafka.common.requests.RequestHeader;
import org.apache.kafka.common.requests.RequestUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The proxy in front of a broker that records the requests it gets and answers each. */
class BrokerProxyTest {
    private static final short VERSION = 3;

    private final Queue<Integer> seen = new ConcurrentLinkedQueue<>();
    private ServerSocket broker;

    @BeforeEach
    void listen() throws IOException {
        broker = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::serve);
    }

    @AfterEach
    void close() throws IOException {
        broker.close();
    }

    @Test
    void a_lost_request_never_reaches_the_broker() throws IOException {
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> ask(Misfortune.LOST, 7));

        assertThat(seen).isEmpty();
    }

    @Test
    void a_request_whose_answer_is_lost_reaches_the_broker() throws IOException {
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> ask(Misfortune.ANSWER_LOST, 7));

        assertThat(seen).containsExactly(7);
    }

    @Test
    void a_late_request_reaches_the_broker_after_its_sender_has_gone() {
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> ask(Misfortune.LATE, 7));

        await().untilAsserted(() -> assertThat(seen).containsExactly(7));
    }

    @Test
    void a_doubled_request_is_answered_once() throws IOException {
        Misfortunes misfortunes = new Misfortunes(1, EnumSet.of(Misfortune.DOUBLED));
        misfortunes.share(1);
        try (BrokerProxy proxy = new BrokerProxy(broker.getLocalPort(), misfortunes);
                Socket client = new Socket(InetAddress.getLoopbackAddress(), proxy.port())) {
            assertThat(List.of(ask(client, 7), ask(client, 8))).containsExactly(7, 8);
        }
        assertThat(seen).containsExactly(7, 7, 8, 8);
        await().until(() -> misfortunes.counts().get("END_TXN DOUBLED -> NONE") == 2);
    }

    @Test
    void a_delayed_request_and_a_held_answer_arrive() throws IOException {
        assertThat(ask(Misfortune.DELAYED, 7)).isEqualTo(7);
        assertThat(ask(Misfortune.ANSWER_HELD, 8)).isEqualTo(8);
    }

    private int ask(Misfortune kind, int correlation) throws IOException {
        Misfortunes misfortunes = new Misfortunes(1, EnumSet.of(kind));
        misfortunes.share(1);
        try (BrokerProxy proxy = new BrokerProxy(broker.getLocalPort(), misfortunes);
                Socket client = new Socket(InetAddress.getLoopbackAddress(), proxy.port())) {
            return ask(client, correlation);
        }
    }

    private static int ask(Socket client, int correlation) throws IOException {
        RequestHeader header = new RequestHeader(ApiKeys.END_TXN, VERSION, "test", correlation);
        EndTxnRequestData request =
                new EndTxnRequestData().setTransactionalId("test").setCommitted(true);
        ByteBuffer bytes = RequestUtils.serialize(
                header.data(),
                header.headerVersion(),
                new EndTxnRequest.Builder(request, false).build(VERSION).data(),
                VERSION);
        new Frame(bytes.array()).write(new DataOutputStream(client.getOutputStream()));
        return ByteBuffer.wrap(
                        Frame.read(new DataInputStream(client.getInputStream())).bytes())
                .getInt();
    }

    private void serve() {
        while (!broker.isClosed()) {
            try (Socket client = broker.accept()) {
                DataInputStream in = new DataInputStream(client.getInputStream());
                while (true) {
                    RequestHeader header =
                            RequestHeader.parse(ByteBuffer.wrap(Frame.read(in).bytes()));
                    seen.add(header.correlationId());
                    ByteBuffer answer = RequestUtils.serialize(
                            header.toResponseHeader().data(),
                            header.toResponseHeader().headerVersion(),
                            new EndTxnResponse(new EndTxnResponseData()).data(),
                            VERSION);
                    new Frame(answer.array()).write(new DataOutputStream(client.getOutputStream()));
                }
            } catch (IOException e) {
                // the client has gone
            }
        }
    }
}
