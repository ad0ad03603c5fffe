package io.docket.eventstore.route.grpc;

import io.grpc.ChannelCredentials;
import io.grpc.InsecureChannelCredentials;
import io.grpc.InsecureServerCredentials;
import io.grpc.ServerCredentials;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How instances talk to each other, and what bounds it.
 *
 * @param deadline how long an answer may take
 * @param inFlight questions under way to one instance
 * @param patience how long a question waits for its turn when so many are
 * @param served questions of others that are answered at once; one more is refused
 * @param shows what this instance shows to who asks it: TLS, or plain text
 * @param expects what it expects of who it asks: TLS, or plain text
 * @param name whom the certificates of the instances are for; absent: the host of the address
 */
public record GrpcSettings(
        Duration deadline,
        int inFlight,
        Duration patience,
        int served,
        ServerCredentials shows,
        ChannelCredentials expects,
        @Nullable String name) {
    /** 15 s; 1,024 questions to one instance, 1 s to wait for a turn; 4,096 of others; plain text. */
    public static final GrpcSettings DEFAULT = new GrpcSettings(
            Duration.ofSeconds(15),
            1_024,
            Duration.ofSeconds(1),
            4_096,
            InsecureServerCredentials.create(),
            InsecureChannelCredentials.create(),
            null);

    /** The same with another deadline. */
    public GrpcSettings withDeadline(Duration newDeadline) {
        return new GrpcSettings(newDeadline, inFlight, patience, served, shows, expects, name);
    }

    /** The same with other bounds on what is under way at once. */
    public GrpcSettings withRoom(int newInFlight, Duration newPatience, int newServed) {
        return new GrpcSettings(deadline, newInFlight, newPatience, newServed, shows, expects, name);
    }

    /** The same with TLS. Ask for a certificate of the caller, too: who reaches the port may send any command. */
    public GrpcSettings withTls(ServerCredentials newShows, ChannelCredentials newExpects, @Nullable String newName) {
        return new GrpcSettings(deadline, inFlight, patience, served, newShows, newExpects, newName);
    }
}
