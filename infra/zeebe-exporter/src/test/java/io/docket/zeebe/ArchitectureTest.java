package io.docket.zeebe;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.docket.zeebe", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule uses_only_what_the_broker_brings_and_kafka = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.docket.zeebe..",
                    "io.camunda.zeebe.exporter.api..",
                    "io.camunda.zeebe.protocol..",
                    "org.apache.kafka..",
                    "org.slf4j..",
                    "org.jspecify..",
                    "java..");

    @ArchTest
    static final ArchRule the_window_knows_neither_kafka_nor_the_broker = noClasses()
            .that()
            .haveSimpleName("DeliveryWindow")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "io.camunda..");
}
