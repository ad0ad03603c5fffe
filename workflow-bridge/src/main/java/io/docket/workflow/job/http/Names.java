package io.docket.workflow.job.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Looks names up. */
@FunctionalInterface
interface Names {
    /** The addresses of the host. */
    List<InetAddress> addresses(String host) throws UnknownHostException;

    /** The names as the machine knows them. */
    static Names ofMachine() {
        return host -> List.of(InetAddress.getAllByName(host));
    }
}
