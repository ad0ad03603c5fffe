package io.docket.command.peer;

import io.grpc.ChannelCredentials;
import io.grpc.InsecureChannelCredentials;
import io.grpc.TlsChannelCredentials;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import org.jspecify.annotations.Nullable;

/**
 * How connections to other instances are protected. It hides what is sent, the tokens of users among it, and makes sure that
 * the other end is an instance; who asks, the token says.
 *
 * @param credentials TLS, or plain text
 * @param name whom the certificates of the instances are for; absent: the host of the address
 */
public record PeerSecurity(
        ChannelCredentials credentials, @Nullable String name) {
    /** No encryption: for a network that does it by itself, or one machine. */
    public static final PeerSecurity PLAIN_TEXT = new PeerSecurity(InsecureChannelCredentials.create(), null);

    /**
     * TLS.
     *
     * @param authorities PEM file with the certificates of whoever signs those of the instances
     * @throws IllegalArgumentException if the file cannot be read, or holds no certificate
     */
    public static PeerSecurity tls(Path authorities, @Nullable String name) {
        try (InputStream in = Files.newInputStream(authorities)) {
            if (CertificateFactory.getInstance("X.509").generateCertificates(in).isEmpty()) {
                throw new CertificateException("it is empty");
            }
            return new PeerSecurity(
                    TlsChannelCredentials.newBuilder()
                            .trustManager(authorities.toFile())
                            .build(),
                    name);
        } catch (IOException | CertificateException e) {
            throw new IllegalArgumentException("no certificates of authorities in " + authorities + ": " + e, e);
        }
    }
}
