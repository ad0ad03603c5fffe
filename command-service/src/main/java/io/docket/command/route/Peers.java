package io.docket.command.route;

import io.docket.command.definition.DefinitionKind;
import io.docket.command.submit.Answer;
import io.docket.command.submit.Bearer;
import io.docket.command.submit.Submission;
import io.docket.eventstore.route.Reply;
import java.util.Optional;

/** The other instances. Every question blocks until it is answered or its deadline has passed. */
public interface Peers {
    /** Has a command with a key carried out by its owner. */
    Reply<Answer> submit(String address, Submission submission, Bearer bearer);

    /** The current version of a definition of the bearer's tenant; 0 if there is none. */
    Reply<Long> currentVersion(String address, DefinitionKind<?> kind, String id, Bearer bearer);

    /** A version of a definition of the bearer's tenant. */
    <D> Reply<Optional<D>> definition(String address, DefinitionKind<D> kind, String id, long version, Bearer bearer);

    /** What became of a command of the bearer's tenant that nobody waited for. */
    Reply<Receipt> receipt(String address, String receipt, Bearer bearer);
}
