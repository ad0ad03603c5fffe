package io.docket.command;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.docket.command", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String[] DOMAIN = {
        "io.docket.command.decision..",
        "io.docket.command.casetype",
        "io.docket.command.casetype.define..",
        "io.docket.command.casework..",
        "io.docket.command.task..",
        "io.docket.command.process.."
    };

    @ArchTest
    static final ArchRule nobody_talks_to_kafka_the_engine_or_a_view_store = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "io.camunda..", "com.mongodb..", "io.vertx.redis..");

    @ArchTest
    static final ArchRule decisions_know_no_framework = noClasses()
            .that()
            .resideInAnyPackage(DOMAIN)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.axonframework..",
                    "io.quarkus..",
                    "io.vertx..",
                    "jakarta..",
                    "com.networknt..",
                    "io.docket.eventstore..",
                    "io.docket.command.aggregate..",
                    "io.docket.command.submit..",
                    "io.docket.command.http..",
                    "io.docket.command.bulk..");

    @ArchTest
    static final ArchRule only_the_aggregates_know_axon = noClasses()
            .that()
            .resideOutsideOfPackage("io.docket.command.aggregate..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.axonframework..");

    @ArchTest
    static final ArchRule only_the_edges_know_http = noClasses()
            .that()
            .resideOutsideOfPackages("io.docket.command.http..", "io.docket.command.bulk..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.vertx..", "jakarta.ws.rs..");
}
