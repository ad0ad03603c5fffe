package io.docket.local.probe;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** PING, answered with PONG: refused while Redis still loads its data. */
public record RedisProbe(int port) implements Probe {
    private static final byte[] PING = "*1\r\n$4\r\nPING\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final String PONG = "+PONG";

    @Override
    public boolean isReady() throws IOException {
        return new String(Wire.ask(Wire.THIS_MACHINE, port, PING, PONG.length()), StandardCharsets.US_ASCII)
                .equals(PONG);
    }
}
