package io.docket.local.terminal;

import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The end of a log file, and what is added to it. */
public final class LogTail {
    private static final int MAX_TAIL_BYTES = 4 * 1024 * 1024;
    private static final int CHUNK_BYTES = 64 * 1024;
    private static final long POLL_MILLIS = 250;

    private final Path log;
    private final PrintStream out;
    private long position;

    public LogTail(Path log, PrintStream out) {
        this.log = log;
        this.out = out;
    }

    /** Prints the last lines, as far as they lie within the last {@value #MAX_TAIL_BYTES} bytes. */
    public void last(int lines) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            long start = Math.max(0, file.length() - MAX_TAIL_BYTES);
            byte[] bytes = new byte[(int) (file.length() - start)];
            file.seek(start);
            file.readFully(bytes);
            position = start + bytes.length;
            List<String> all = new String(bytes, StandardCharsets.UTF_8).lines().toList();
            all.subList(Math.max(0, all.size() - Math.max(0, lines)), all.size())
                    .forEach(out::println);
        }
    }

    /** Prints what is added from now on, until the thread is interrupted. A log that was rotated begins anew. */
    public void follow() throws IOException, InterruptedException {
        while (!Thread.currentThread().isInterrupted()) {
            try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
                position = file.length() < position ? 0 : position;
                file.seek(position);
                byte[] chunk = new byte[CHUNK_BYTES];
                for (int read = file.read(chunk); read > 0; read = file.read(chunk)) {
                    out.write(chunk, 0, read);
                    position += read;
                }
                out.flush();
            }
            Thread.sleep(POLL_MILLIS);
        }
    }
}
