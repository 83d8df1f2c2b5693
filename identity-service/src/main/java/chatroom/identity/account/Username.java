package chatroom.identity.account;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.Character.UnicodeScript;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// 2–32 of letters, digits, `_ . -`; letters of any script, but not of two that look alike.
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = Username.Validator.class)
public @interface Username {

    String message() default "must be 2 to 32 letters, digits, or any of _ . -";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /// Leaves null to others.
    final class Validator implements ConstraintValidator<Username, String> {

        private static final Pattern FORM = Pattern.compile("[\\p{L}\\p{N}_.-]{2,32}");

        /// Their letters pass for each other's: а is not a.
        private static final Set<UnicodeScript> LOOK_ALIKE =
                Set.of(UnicodeScript.LATIN, UnicodeScript.GREEK, UnicodeScript.CYRILLIC);

        @Override
        public boolean isValid(@Nullable String name, ConstraintValidatorContext context) {
            if (name == null) {
                return true;
            }
            if (!FORM.matcher(name).matches()) {
                return false;
            }
            if (scriptsThatLookAlike(name) > 1) {
                context.disableDefaultConstraintViolation();
                context.buildConstraintViolationWithTemplate(
                                "must not mix Latin, Greek and Cyrillic letters")
                        .addConstraintViolation();
                return false;
            }
            return true;
        }

        private static long scriptsThatLookAlike(String name) {
            return name.codePoints()
                    .mapToObj(UnicodeScript::of)
                    .filter(LOOK_ALIKE::contains)
                    .distinct()
                    .count();
        }
    }
}
