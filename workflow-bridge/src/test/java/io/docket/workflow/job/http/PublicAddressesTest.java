package io.docket.workflow.job.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicAddressesTest {
    private final PublicAddresses addresses = new PublicAddresses(List.of("10.2.0.0/16"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "10.1.2.3",
                "100.64.0.1",
                "127.0.0.1",
                "127.8.8.8",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.1",
                "192.168.1.1",
                "198.18.0.1",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:10.0.0.1",
                "::ffff:127.0.0.1",
                "64:ff9b::7f00:1",
                "2002:7f00:1::",
                "2001::1",
                "fc00::1",
                "fd12:3456::1",
                "fe80::1",
                "ff02::1",
            })
    void what_is_not_the_public_internet_is_not_reached(String address) throws UnknownHostException {
        assertThat(addresses.permits(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.1.1.1", "9.255.255.255", "11.0.0.0", "172.32.0.1", "193.99.144.80", "2606:4700::1111"})
    void the_public_internet_is_reached(String address) throws UnknownHostException {
        assertThat(addresses.permits(InetAddress.getByName(address))).isTrue();
    }

    @Test
    void a_network_that_the_operator_names_is_reached_too() throws UnknownHostException {
        assertThat(addresses.permits(InetAddress.getByName("10.2.9.9"))).isTrue();
        assertThat(addresses.permits(InetAddress.getByName("10.3.0.0"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0", "10.0.0.0/33", "example.com/8", "10.0.0.0/-1"})
    void what_is_no_network_stops_the_start(String network) {
        assertThatThrownBy(() -> new PublicAddresses(List.of(network))).isInstanceOf(IllegalArgumentException.class);
    }
}
