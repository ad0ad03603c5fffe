package io.docket.notification.novu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import co.novu.api.events.pojos.SubscriberRequest;
import co.novu.api.events.requests.TriggerEventRequest;
import co.novu.common.base.Novu;
import co.novu.common.base.NovuConfig;
import co.novu.common.rest.NovuNetworkException;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The recorder is driven through the vendor's own SDK as it comes, so that it is known to speak Novu's API. */
class NovuRecorderTest {
    private final NovuRecorder recorder = new NovuRecorder(0, "secret");

    @AfterEach
    void stop() {
        recorder.close();
    }

    @Test
    void the_vendors_sdk_is_understood() throws IOException, NovuNetworkException {
        var response = sdk("secret").triggerEvent(request());

        assertThat(response.getData().isAcknowledged()).isTrue();
        assertThat(response.getData().getStatus()).isEqualTo("processed");
        assertThat(response.getData().getTransactionId()).isEqualTo("t-1");
        assertThat(recorder.triggers()).singleElement().satisfies(trigger -> {
            assertThat(trigger.workflow()).isEqualTo("new-task");
            assertThat(trigger.subscriber()).isEqualTo("ann");
            assertThat(trigger.payload().path("a").asText()).isEqualTo("b");
        });
    }

    @Test
    void a_repeated_transaction_is_recorded_once() throws IOException, NovuNetworkException {
        sdk("secret").triggerEvent(request());
        sdk("secret").triggerEvent(request());

        assertThat(recorder.triggers()).hasSize(1);
    }

    @Test
    void a_wrong_key_and_a_wrong_shape_are_refused() {
        TriggerEventRequest nameless = request();
        nameless.setName(null);

        assertThatThrownBy(() -> sdk("wrong").triggerEvent(request()))
                .isInstanceOf(NovuNetworkException.class)
                .hasMessageContaining("401");
        assertThatThrownBy(() -> sdk("secret").triggerEvent(nameless)).hasMessageContaining("name should not be empty");
    }

    private Novu sdk(String key) {
        NovuConfig config = new NovuConfig(key);
        config.setBaseUrl(recorder.url() + "/v1/");
        return new Novu(config);
    }

    private static TriggerEventRequest request() {
        SubscriberRequest subscriber = new SubscriberRequest();
        subscriber.setSubscriberId("ann");
        TriggerEventRequest request = new TriggerEventRequest();
        request.setName("new-task");
        request.setTo(subscriber);
        request.setPayload(Map.of("a", "b"));
        request.setTransactionId("t-1");
        return request;
    }
}
