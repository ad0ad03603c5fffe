package io.docket.projection.history.log;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.BooleanSupplier;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;
import org.jboss.resteasy.reactive.server.spi.ServerHttpResponse;

/** Whether the client of a long answer is still there: what is written to one that is gone disappears without a word. */
public final class Client {
    private final BooleanSupplier gone;

    /** A client that is gone once that says so. */
    public Client(BooleanSupplier gone) {
        this.gone = gone;
    }

    /** The client of the request that is being answered. */
    public static Client current() {
        ServerHttpResponse response = CurrentRequestManager.get().serverResponse();
        return new Client(response::closed);
    }

    /** True if nobody will read the answer. */
    public boolean isGone() {
        return gone.getAsBoolean();
    }

    /** A stream to the same place that fails as soon as the client is gone. */
    public OutputStream output(OutputStream out) {
        return new FilterOutputStream(out) {
            @Override
            public void write(int value) throws IOException {
                require();
                out.write(value);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                require();
                out.write(bytes, offset, length);
            }

            @Override
            public void flush() throws IOException {
                require();
                out.flush();
            }
        };
    }

    private void require() throws IOException {
        if (isGone()) {
            throw new IOException("the client is gone");
        }
    }
}
