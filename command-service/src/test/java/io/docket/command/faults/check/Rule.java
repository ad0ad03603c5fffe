package io.docket.command.faults.check;

import java.util.stream.Stream;

/** Something that is true of a log whose clients were told the truth. */
@FunctionalInterface
interface Rule {
    /** Each case in which it is broken, in words. */
    Stream<String> broken(Evidence evidence);
}
