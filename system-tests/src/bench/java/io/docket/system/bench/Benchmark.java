package io.docket.system.bench;

import java.util.Map;

/** Something that is measured on the running platform. */
public interface Benchmark {
    /** Its name on the command line. */
    String name();

    /** Measures, and answers with the figures by name, each with its unit in the name. */
    Map<String, Object> run() throws Exception;
}
