package io.docket.local.probe;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/** A GET that must answer with a success. */
public record HttpProbe(URI uri) implements Probe {
    private static final int TIMEOUT_MILLIS = 2000;

    public static HttpProbe of(String uri) {
        return new HttpProbe(URI.create(uri));
    }

    @Override
    public boolean isReady() throws IOException {
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        connection.setConnectTimeout(TIMEOUT_MILLIS);
        connection.setReadTimeout(TIMEOUT_MILLIS);
        connection.setInstanceFollowRedirects(false);
        try {
            int status = connection.getResponseCode();
            return status >= HttpURLConnection.HTTP_OK && status < HttpURLConnection.HTTP_MULT_CHOICE;
        } finally {
            connection.disconnect();
        }
    }
}
