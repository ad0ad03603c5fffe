package io.docket.eventstore.example;

import io.docket.eventstore.route.grpc.GrpcSettings;
import io.grpc.ChannelCredentials;
import io.grpc.ServerCredentials;
import io.grpc.TlsChannelCredentials;
import io.grpc.TlsServerCredentials;
import java.io.File;
import java.io.IOException;

public final class Encrypted {
    private Encrypted() {}

    /**
     * Files are PEM. A certificate has to be good for a server and for a client: each instance is both.
     *
     * @param name whom the certificates of all instances are for, wherever they run
     */
    public static GrpcSettings settings(File certificate, File key, File authorities, String name) throws IOException {
        ServerCredentials shows = TlsServerCredentials.newBuilder()
                .keyManager(certificate, key)
                .trustManager(authorities)
                .clientAuth(TlsServerCredentials.ClientAuth.REQUIRE)
                .build();
        ChannelCredentials expects = TlsChannelCredentials.newBuilder()
                .keyManager(certificate, key)
                .trustManager(authorities)
                .build();
        return GrpcSettings.DEFAULT.withTls(shows, expects, name);
    }
}
