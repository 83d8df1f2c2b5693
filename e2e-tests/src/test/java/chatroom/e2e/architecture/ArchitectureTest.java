package chatroom.e2e.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;

import chatroom.e2e.product.Repository;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Rules that hold across modules.
class ArchitectureTest {

    private static final List<String> SERVICES =
            List.of("gateway", "identity", "chat", "ai", "sms");

    private static final JavaClasses PRODUCT =
            new ClassFileImporter()
                    .importPaths(
                            Stream.of(
                                            "text",
                                            "chat-events",
                                            "room-log",
                                            "settings",
                                            "telemetry",
                                            "mentions",
                                            "safety",
                                            "outbox",
                                            "standalone",
                                            "gateway-service",
                                            "identity-service",
                                            "chat-service",
                                            "ai-orchestrator-service",
                                            "sms-service")
                                    .map(module -> Repository.file(module + "/target/classes"))
                                    .toList());

    @Test
    void noServiceDependsOnAnother() {
        for (String service : SERVICES) {
            noClasses()
                    .that()
                    .resideInAPackage(inside(service))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            SERVICES.stream()
                                    .filter(other -> !other.equals(service))
                                    .map(ArchitectureTest::inside)
                                    .toArray(String[]::new))
                    .because(
                            "services are deployed one by one and talk over Kafka and HTTP; what"
                                    + " crosses is in chat-events")
                    .check(PRODUCT);
        }
    }

    @Test
    void nobodyDependsOnTheLauncher() {
        noClasses()
                .that()
                .resideOutsideOfPackage("chatroom.standalone..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("chatroom.standalone..")
                .because("the one-machine start is one way among others to run the services")
                .check(PRODUCT);
    }

    @Test
    void theEventLanguageKnowsNoFramework() {
        classes()
                .that()
                .resideInAPackage("chatroom.events..")
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage(
                                "chatroom.events..",
                                "chatroom.text..",
                                "java..",
                                "com.fasterxml.jackson..",
                                "com.fasterxml.uuid..",
                                "org.jspecify.."))
                .because("it is the contract of all services, whatever each of them is built with")
                .check(PRODUCT);
    }

    @Test
    void textKnowsNoFramework() {
        classes()
                .that()
                .resideInAPackage("chatroom.text..")
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage(
                                "chatroom.text..", "java..", "com.ibm.icu..", "org.jspecify.."))
                .because("every service, and what reads Kafka, cleans text by the same rules")
                .check(PRODUCT);
    }

    @Test
    void theRoomLogKnowsKafkaAndNoFramework() {
        classes()
                .that()
                .resideInAPackage("chatroom.roomlog..")
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage(
                                "chatroom.events..",
                                "chatroom.roomlog..",
                                "java..",
                                "org.apache.kafka..",
                                // The names of traces; what records them is the services'.
                                "io.opentelemetry.api..",
                                "io.opentelemetry.context..",
                                "org.slf4j..",
                                "org.jspecify.."))
                .because("it is the one place where the log's promises are kept, for every service")
                .check(PRODUCT);
    }

    @Test
    void safetyDependsOnNothingThatCanFail() {
        classes()
                .that()
                .resideInAnyPackage("chatroom.safety..", "chatroom.mentions..")
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage(
                                "chatroom.safety..",
                                "chatroom.mentions..",
                                "java..",
                                "org.jspecify.."))
                .because("help is named whatever model, database or framework is away")
                .check(PRODUCT);
    }

    @Test
    void onlySmsServiceKnowsTwilio() {
        noClasses()
                .that()
                .resideOutsideOfPackage("chatroom.sms..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.twilio..")
                .because("phones are sms-service's own business; to all others they are people")
                .check(PRODUCT);
    }

    @Test
    void onlyTheRoomLogTheLiveReaderAndTheAnnouncersTouchKafkaClients() {
        noClasses()
                .that(
                        resideInAPackage("chatroom..")
                                .and(
                                        resideInAnyPackage(
                                                        "chatroom.roomlog..",
                                                        "chatroom.chat.live..",
                                                        // What a service says of its own state, in
                                                        // one place each.
                                                        "chatroom.ai.personas..",
                                                        "chatroom.outbox..")
                                                .negate()))
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("org.apache.kafka.clients.consumer.KafkaConsumer")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("org.apache.kafka.clients.producer.KafkaProducer")
                .because(
                        "acknowledgement, order and commits are decided in few places; all other"
                                + " use of Kafka goes through these or SmallRye")
                .check(PRODUCT);
    }

    /// B7.
    @Test
    void allClientsOfKafkaAreConfiguredInOneWay() {
        noClasses()
                .that(
                        resideInAPackage("chatroom..")
                                .and(resideInAPackage("chatroom.readers..").negate()))
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("io.smallrye.common.annotation.Identifier")
                .because("chatroom.readers.KafkaConnection holds what the operator set, for all")
                .check(PRODUCT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway", "identity", "chat", "ai", "sms"})
    void servicesLogAndDoNotPrint(String service) {
        noClasses()
                .that()
                .resideInAPackage(inside(service))
                .and()
                // A command for a person at a terminal.
                .resideOutsideOfPackage("chatroom.ai.check..")
                .should(ACCESS_STANDARD_STREAMS)
                .because("what is printed has no level, no time and no trace")
                .check(PRODUCT);
        noClasses()
                .that()
                .resideInAPackage(inside(service))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.util.logging..")
                .because("there is one way to log: org.jboss.logging")
                .check(PRODUCT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway", "identity", "sms"})
    void theFeaturesOfAServiceHaveNoCycles(String service) {
        SlicesRuleDefinition.slices()
                .matching("chatroom.%s.(*)..".formatted(service))
                .should()
                .beFreeOfCycles()
                .because("a feature that can not be understood without its user is not one")
                .check(PRODUCT);
    }

    private static String inside(String service) {
        return "chatroom.%s..".formatted(service);
    }
}
