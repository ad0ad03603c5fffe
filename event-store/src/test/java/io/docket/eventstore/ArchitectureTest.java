package io.docket.eventstore;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.docket.eventstore", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule the_core_knows_no_framework = noClasses()
            .that()
            .resideOutsideOfPackage("io.docket.eventstore.axon..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.axonframework..", "io.docket.eventstore.axon..", "jakarta..", "io.quarkus..");

    @ArchTest
    static final ArchRule the_adapter_knows_neither_kafka_nor_the_inside_of_the_core = noClasses()
            .that()
            .resideInAPackage("io.docket.eventstore.axon..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "org.rocksdb..", "io.docket.eventstore.internal..");

    @ArchTest
    static final ArchRule the_store_knows_nothing_of_cases = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.docket.eventstore..",
                    "io.docket.contracts.chain..",
                    "io.docket.contracts.envelope..",
                    "io.docket.contracts.id..",
                    "io.docket.contracts.json..",
                    "io.docket.contracts.position..",
                    "io.docket.contracts.topic..",
                    "java..",
                    "javax.net.ssl..",
                    "org.apache.kafka..",
                    "org.rocksdb..",
                    "org.axonframework..",
                    "com.github.benmanes.caffeine..",
                    "io.grpc..",
                    "com.github.f4b6a3..",
                    "org.jspecify..",
                    "org.slf4j..",
                    "com.fasterxml.jackson..");

    @ArchTest
    static final ArchRule what_not_everybody_has_stays_where_it_is_asked_for = noClasses()
            .that()
            .resideOutsideOfPackages("io.docket.eventstore.axon..", "io.docket.eventstore.route.grpc..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.grpc..", "com.github.benmanes.caffeine..");

    @ArchTest
    static final ArchRule the_adapter_does_not_know_how_instances_ask_each_other = noClasses()
            .that()
            .resideOutsideOfPackage("io.docket.eventstore.route.grpc..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.grpc..", "io.docket.eventstore.route.grpc..");

    @ArchTest
    static final ArchRule only_the_index_knows_rocksdb = noClasses()
            .that()
            .resideOutsideOfPackage("io.docket.eventstore.internal.index..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.rocksdb..");

    @ArchTest
    static final ArchRule the_parts_of_the_core_form_no_circle =
            slices().matching("io.docket.eventstore.internal.(*)..").should().beFreeOfCycles();
}
