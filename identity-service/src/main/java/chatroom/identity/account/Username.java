package chatroom.identity.account;

import chatroom.text.PersonName;
import chatroom.text.ReservedNames;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The name of an account: the form of [PersonName], and nothing that claims a role.
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = Username.Validator.class)
public @interface Username {

    String message() default "must be 2 to 32 letters, digits, or any of _ . -";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /// Leaves null to others.
    final class Validator implements ConstraintValidator<Username, String> {

        @Override
        public boolean isValid(@Nullable String name, ConstraintValidatorContext context) {
            if (name == null) {
                return true;
            }
            Optional<String> refusal =
                    PersonName.refusalOfAccount(name).or(() -> ReservedNames.refusalOfRole(name));
            refusal.ifPresent(reason -> {
                context.disableDefaultConstraintViolation();
                context.buildConstraintViolationWithTemplate(reason).addConstraintViolation();
            });
            return refusal.isEmpty();
        }
    }
}
