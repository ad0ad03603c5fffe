package io.docket.workflow.job.http;

import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/** Which addresses are reached: those of the public internet, and the networks that the operator names beside. */
public final class PublicAddresses {
    /** What is not public, after the registries of special-purpose addresses (RFC 6890 and its successors). */
    private static final List<Network> NOT_PUBLIC = Stream.of(
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.0.2.0/24",
                    "192.88.99.0/24",
                    "192.168.0.0/16",
                    "198.18.0.0/15",
                    "198.51.100.0/24",
                    "203.0.113.0/24",
                    "224.0.0.0/3",
                    "2001::/23",
                    "2001:db8::/32",
                    "2002::/16")
            .map(Network::parse)
            .toList();

    private static final Network GLOBAL_IPV6 = Network.parse("2000::/3");
    private static final int IPV4_BYTES = 4;

    private final List<Network> allowed;

    /**
     * The public internet and these networks.
     *
     * @param allowed networks that are reached although they are not public: {@code 10.2.0.0/16}
     */
    public PublicAddresses(List<String> allowed) {
        this.allowed = allowed.stream().map(Network::parse).toList();
    }

    /** True if the address may be connected to. */
    public boolean permits(InetAddress address) {
        return allowed.stream().anyMatch(network -> network.contains(address)) || isPublic(address);
    }

    private static boolean isPublic(InetAddress address) {
        boolean global = address.getAddress().length == IPV4_BYTES || GLOBAL_IPV6.contains(address);
        return global && NOT_PUBLIC.stream().noneMatch(network -> network.contains(address));
    }
}
