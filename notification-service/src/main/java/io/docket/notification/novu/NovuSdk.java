package io.docket.notification.novu;

import co.novu.api.events.EventsApi;
import co.novu.api.events.EventsHandler;
import co.novu.api.events.pojos.SubscriberRequest;
import co.novu.api.events.requests.TriggerEventRequest;
import co.novu.api.events.responses.TriggerEventResponse;
import co.novu.api.events.responses.TriggerEventResponseData;
import co.novu.common.base.NovuConfig;
import co.novu.common.rest.NovuNetworkException;
import co.novu.common.rest.RestHandler;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import retrofit2.Invocation;
import retrofit2.Retrofit;
import retrofit2.converter.gson.GsonConverterFactory;

/**
 * Novu through its Java SDK. The SDK's API and request types are used on a transport of our own, as its default one has
 * no timeout for the whole call, cannot send an {@code Idempotency-Key}, and hides status and {@code Retry-After}.
 */
final class NovuSdk implements Novu {
    private static final String API_PATH = "v1/";

    private final EventsHandler events;

    NovuSdk(String url, String secretKey, Duration timeout) {
        NovuConfig config = new NovuConfig(secretKey);
        config.setBaseUrl(url);
        OkHttpClient client = new OkHttpClient.Builder()
                .callTimeout(timeout)
                .addInterceptor(chain -> call(chain, secretKey))
                .build();
        EventsApi api = new Retrofit.Builder()
                .baseUrl(url.replaceAll("(/v1)?/*$", "/") + API_PATH)
                .client(client)
                .addConverterFactory(GsonConverterFactory.create())
                .build()
                .create(EventsApi.class);
        this.events = new EventsHandler(new RestHandler(config), api);
    }

    @Override
    public void trigger(Notification notification) throws TriggerException {
        SubscriberRequest subscriber = new SubscriberRequest();
        subscriber.setSubscriberId(notification.subscriber());
        TriggerEventRequest request = new TriggerEventRequest();
        request.setName(notification.workflow());
        request.setTo(subscriber);
        request.setPayload(notification.payload());
        request.setTransactionId(notification.transactionId());
        try {
            check(events.triggerEvent(request));
        } catch (NovuStatusException e) {
            if (!e.isDuplicate()) {
                throw e.toTriggerException();
            }
        } catch (IOException | NovuNetworkException e) {
            throw new TriggerException(e.toString(), true, Optional.empty());
        }
    }

    private static void check(TriggerEventResponse response) throws TriggerException {
        TriggerEventResponseData data = response.getData();
        if (data == null || !data.isAcknowledged()) {
            throw new TriggerException(
                    "not acknowledged: " + (data == null ? "" : data.getStatus()), false, Optional.empty());
        }
    }

    private static Response call(Interceptor.Chain chain, String secretKey) throws IOException {
        Request.Builder request = chain.request().newBuilder().header("Authorization", "ApiKey " + secretKey);
        Invocation invocation = chain.request().tag(Invocation.class);
        if (invocation != null && invocation.arguments().getFirst() instanceof TriggerEventRequest trigger) {
            request.header("Idempotency-Key", trigger.getTransactionId());
        }
        Response response = chain.proceed(request.build());
        if (!response.isSuccessful()) {
            try (response) {
                throw new NovuStatusException(response);
            }
        }
        return response;
    }
}
