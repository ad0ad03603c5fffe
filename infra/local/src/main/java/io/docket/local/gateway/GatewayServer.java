package io.docket.local.gateway;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.OriginRequestProvider;
import java.net.URI;
import java.net.URISyntaxException;

/**
 * A reverse proxy: requests, answers and websockets pass through in both directions without being held back. Argument:
 * port. Where the services are comes from the environment.
 */
public final class GatewayServer {
    private static final int EVENT_LOOPS = 2;
    private static final int MAX_CONNECTIONS_PER_SERVICE = 512;
    private static final int MAX_WAITING_REQUESTS = 1024;
    private static final int CONNECT_TIMEOUT_MILLIS = 2000;
    private static final int KEEP_ALIVE_SECONDS = 30;
    private static final int MAX_HEADER_BYTES = 32 * 1024;
    private static final int MAX_REQUEST_LINE_BYTES = 16 * 1024;

    private final HttpProxy proxy;
    private final Routes routes;
    private final HealthSummary health;
    private final CommandGate gate = new CommandGate(System::nanoTime);

    private GatewayServer(HttpClient client, Routes routes) {
        this.routes = routes;
        this.health = new HealthSummary(client, routes);
        this.proxy = HttpProxy.reverseProxy(client)
                .origin(OriginRequestProvider.selector(
                        context -> origin(context.request().proxiedRequest())))
                .addInterceptor(new Forwarding(gate));
    }

    /** Binds the port and stays until it is stopped. */
    public static void main(String[] args) {
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(EVENT_LOOPS));
        listen(vertx, Routes.from(System.getenv()), Integer.parseInt(args[0])).onFailure(GatewayServer::giveUp);
    }

    /** A gateway that listens on this machine only. */
    static Future<HttpServer> listen(Vertx vertx, Routes routes, int port) {
        HttpClient client = vertx.createHttpClient(new HttpClientOptions()
                .setMaxPoolSize(MAX_CONNECTIONS_PER_SERVICE)
                .setMaxWaitQueueSize(MAX_WAITING_REQUESTS)
                .setConnectTimeout(CONNECT_TIMEOUT_MILLIS)
                .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
                .setMaxHeaderSize(MAX_HEADER_BYTES));
        return vertx.createHttpServer(new HttpServerOptions()
                        .setHost("127.0.0.1")
                        .setPort(port)
                        .setHttp2ClearTextEnabled(false)
                        .setHandle100ContinueAutomatically(true)
                        .setMaxHeaderSize(MAX_HEADER_BYTES)
                        .setMaxInitialLineLength(MAX_REQUEST_LINE_BYTES))
                .requestHandler(new GatewayServer(client, routes)::handle)
                .listen();
    }

    private void handle(HttpServerRequest request) {
        switch (request.path()) {
            case "/liveness" ->
                request.response().putHeader("content-type", "application/json").end("{\"status\":\"UP\"}");
            case "/hc" -> health.answer(request);
            default -> forward(request);
        }
    }

    private void forward(HttpServerRequest request) {
        if (!isAddress(request.uri())) {
            Problem.answerInvalid(request.response());
        } else if (CommandGate.guards(request.method(), request.path()) && gate.isFull()) {
            Problem.answerTooMany(request.response());
        } else if (routes.find(request.path()).isPresent()) {
            proxy.handle(request);
        } else {
            Problem.answer(request.response(), 404, "Not found", "Nothing answers at " + request.path());
        }
    }

    private static boolean isAddress(String uri) {
        try {
            new URI(uri);
            return true;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private Future<SocketAddress> origin(HttpServerRequest request) {
        URI service = routes.find(request.path()).orElseThrow();
        return Future.succeededFuture(SocketAddress.inetSocketAddress(service.getPort(), service.getHost()));
    }

    private static void giveUp(Throwable cause) {
        System.err.println("event=bind-failed error=" + cause);
        Runtime.getRuntime().halt(1);
    }
}
