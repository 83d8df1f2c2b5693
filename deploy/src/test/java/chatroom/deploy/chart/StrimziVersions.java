package chatroom.deploy.chart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.Annotation;
import java.lang.classfile.AnnotationValue;
import java.lang.classfile.AttributedElement;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.FieldModel;
import java.lang.classfile.MethodModel;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// Which version of Strimzi's objects has a field that not all have. The classes say so by an
/// annotation that is published nowhere, so it is read from the class files.
final class StrimziVersions {

    private static final String PRESENT_IN =
            "Lio/strimzi/crdgenerator/annotations/PresentInVersions;";

    private static final Map<Class<?>, ClassModel> READ = new ConcurrentHashMap<>();

    private StrimziVersions() {}

    /// The one version; empty where all versions have the field.
    static Optional<String> of(Member member) {
        Class<?> owner = member.getDeclaringClass();
        if (!owner.getName().startsWith("io.strimzi.")) {
            return Optional.empty();
        }
        ClassModel model = READ.computeIfAbsent(owner, StrimziVersions::read);
        Stream<? extends AttributedElement> elements =
                switch (member) {
                    case Method method ->
                            model.methods().stream().filter(it -> isNamed(it, method.getName()));
                    case Field field ->
                            model.fields().stream().filter(it -> isNamed(it, field.getName()));
                    default -> Stream.empty();
                };
        return elements.flatMap(
                        it -> it.findAttribute(Attributes.runtimeVisibleAnnotations()).stream())
                .flatMap(it -> it.annotations().stream())
                .filter(it -> it.className().equalsString(PRESENT_IN))
                .map(StrimziVersions::value)
                .findFirst();
    }

    private static boolean isNamed(MethodModel method, String name) {
        return method.methodName().equalsString(name);
    }

    private static boolean isNamed(FieldModel field, String name) {
        return field.fieldName().equalsString(name);
    }

    private static String value(Annotation annotation) {
        return ((AnnotationValue.OfString) annotation.elements().getFirst().value()).stringValue();
    }

    private static ClassModel read(Class<?> owner) {
        String file = owner.getName().substring(owner.getPackageName().length() + 1) + ".class";
        try (var bytes = owner.getResourceAsStream(file)) {
            if (bytes == null) {
                throw new AssertionError("no class file of " + owner);
            }
            return ClassFile.of().parse(bytes.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
