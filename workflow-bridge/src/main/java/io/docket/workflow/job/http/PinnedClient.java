package io.docket.workflow.job.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.docket.workflow.job.PlainRefusal;
import io.docket.workflow.retry.Refused;
import io.docket.workflow.retry.Unavailable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Sends one request to an address that was looked at before. The name is looked up once, each of its addresses is checked,
 * and the connection goes to the very address that was checked: a name server that answers differently the second time is
 * not asked a second time. TLS still verifies the name. Follows no redirect and keeps no connection.
 */
final class PinnedClient implements AutoCloseable {
    private static final int MAX_CONNECT_MILLIS = 5_000;
    private static final int HTTPS_PORT = 443;
    private static final int HTTP_PORT = 80;

    private final HttpClient http;
    private final Names names;
    private final PublicAddresses addresses;
    private final int maxBodyBytes;

    PinnedClient(Vertx vertx, Names names, PublicAddresses addresses, int maxBodyBytes) {
        this.http = vertx.createHttpClient(new HttpClientOptions()
                .setConnectTimeout(MAX_CONNECT_MILLIS)
                .setKeepAlive(false)
                .setVerifyHost(true)
                .setDecompressionSupported(false));
        this.names = names;
        this.addresses = addresses;
        this.maxBodyBytes = maxBodyBytes;
    }

    /**
     * The answer.
     *
     * @param deadline until when, as {@link System#nanoTime} says it
     * @throws Refused if the host is not public, or its answer too large
     * @throws Unavailable if there was none in time
     */
    Reply send(Call call, long deadline) {
        RequestOptions options = options(call, checked(call.url()));
        if (deadline - System.nanoTime() <= 0) {
            throw late(call, null);
        }
        CompletableFuture<Reply> reply = new CompletableFuture<>();
        Future<HttpClientRequest> opened = http.request(options);
        opened.onFailure(reply::completeExceptionally).onSuccess(request -> {
            Future<HttpClientResponse> response =
                    call.body() == null ? request.send() : request.send(Buffer.buffer(call.body()));
            response.onFailure(reply::completeExceptionally).onSuccess(answer -> read(answer, reply));
        });
        try {
            return reply.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable("interrupted", e);
        } catch (TimeoutException e) {
            throw late(call, e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Refused refused) {
                throw refused;
            }
            throw new Unavailable(host(call.url()) + ": " + e.getCause(), e.getCause());
        } finally {
            opened.onSuccess(HttpClientRequest::reset);
        }
    }

    private static Unavailable late(Call call, @Nullable TimeoutException e) {
        return new Unavailable(host(call.url()) + " did not answer within " + call.timeout(), e);
    }

    private void read(HttpClientResponse answer, CompletableFuture<Reply> reply) {
        Buffer body = Buffer.buffer();
        answer.handler(part -> {
            if (body.length() + part.length() > maxBodyBytes) {
                reply.completeExceptionally(
                        new PlainRefusal("http-too-large", "the answer is larger than " + maxBodyBytes + " bytes"));
                answer.request().reset();
            } else {
                body.appendBuffer(part);
            }
        });
        answer.exceptionHandler(reply::completeExceptionally);
        answer.endHandler(end -> reply.complete(new Reply(
                answer.statusCode(),
                Objects.requireNonNullElse(answer.getHeader("Content-Type"), ""),
                answer.getHeader("Location"),
                answer.getHeader("Retry-After"),
                body.toString(UTF_8))));
    }

    private InetAddress checked(URI url) {
        List<InetAddress> found;
        try {
            found = names.addresses(host(url));
        } catch (UnknownHostException e) {
            throw new Unavailable("there is no host " + host(url), e);
        }
        if (found.isEmpty() || !found.stream().allMatch(addresses::permits)) {
            throw new Refused("http-address", host(url) + " is not in a network that may be called");
        }
        return found.getFirst();
    }

    private static RequestOptions options(Call call, InetAddress address) {
        URI url = call.url();
        boolean secure = url.getScheme().equals("https");
        int standard = secure ? HTTPS_PORT : HTTP_PORT;
        int port = url.getPort() < 0 ? standard : url.getPort();
        String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.valueOf(call.method()))
                .setServer(SocketAddress.inetSocketAddress(new InetSocketAddress(address, port)))
                .setHost(host(url))
                .setPort(port)
                .setSsl(secure)
                .setURI(url.getRawQuery() == null ? path : path + "?" + url.getRawQuery())
                .setFollowRedirects(false);
        call.headers().forEach(options::putHeader);
        return options;
    }

    private static String host(URI url) {
        String host = url.getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    @Override
    public void close() {
        http.close();
    }
}
