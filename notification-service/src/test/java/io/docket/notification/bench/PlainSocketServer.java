package io.docket.notification.bench;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;
import java.util.List;

/**
 * A websocket server of Vert.x with nothing behind it, on the library that this service is built on: greets, answers any
 * frame with one that says that the client is subscribed, and then is silent. Says its port.
 */
public final class PlainSocketServer {
    private PlainSocketServer() {}

    public static void main(String[] arguments) {
        Vertx vertx = Vertx.vertx();
        vertx.createHttpServer(new HttpServerOptions()
                        .setWebSocketSubProtocols(List.of("docket.v1"))
                        .setPerMessageWebSocketCompressionSupported(false)
                        .setPerFrameWebSocketCompressionSupported(false))
                .webSocketHandler(PlainSocketServer::serve)
                .listen(0, "127.0.0.1")
                .onSuccess(server -> System.out.println(server.actualPort()))
                .onFailure(failure -> System.exit(1));
    }

    private static void serve(ServerWebSocket socket) {
        socket.textMessageHandler(text -> socket.writeTextMessage("{\"op\":\"subscribed\",\"id\":\"s1\"}"));
        socket.writeTextMessage("{\"op\":\"welcome\"}");
    }
}
