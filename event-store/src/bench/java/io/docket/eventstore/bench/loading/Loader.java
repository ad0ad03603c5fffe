package io.docket.eventstore.bench.loading;

import io.docket.eventstore.bench.commands.Account;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.config.Configuration;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.Repository;

/** Loads an entity as a command does, and changes nothing. */
final class Loader {
    private final Repository<Account> repository;

    Loader(Configuration axon) {
        this.repository = axon.repository(Account.class);
    }

    void load(String id) {
        UnitOfWork<?> unitOfWork = DefaultUnitOfWork.startAndGet(GenericCommandMessage.asCommandMessage("load"));
        unitOfWork.execute(() -> repository.load(id));
    }
}
