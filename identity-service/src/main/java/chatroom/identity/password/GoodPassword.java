package chatroom.identity.password;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The password of this record keeps the {@link PasswordRules}.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = GoodPassword.Validator.class)
public @interface GoodPassword {

    String message() default "is not good enough";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /// A password that somebody wishes to have, as it comes in: anything may be missing.
    interface Wish {
        @Nullable String username();

        @Nullable String email();

        @Nullable String password();
    }

    /// Puts each thing that is missing down to the field `password`.
    final class Validator implements ConstraintValidator<GoodPassword, Wish> {

        @Override
        public boolean isValid(Wish wish, ConstraintValidatorContext context) {
            if (wish.password() == null) {
                return true;
            }
            String[] own =
                    Stream.of(wish.username(), wish.email())
                            .filter(Objects::nonNull)
                            .toArray(String[]::new);
            var missing = PasswordRules.missing(wish.password(), own);
            context.disableDefaultConstraintViolation();
            for (String what : missing) {
                context.buildConstraintViolationWithTemplate(what)
                        .addPropertyNode("password")
                        .addConstraintViolation();
            }
            return missing.isEmpty();
        }
    }
}
