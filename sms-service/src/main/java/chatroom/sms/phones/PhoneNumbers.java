package chatroom.sms.phones;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/// Numbers as people write them, as E.164; only those that a phone which gets SMS can have, in the
/// countries of `SMS_COUNTRIES`.
@ApplicationScoped
public class PhoneNumbers {

    /// Numbers of some countries do not tell whether they are mobile. Never premium-rate,
    /// toll-free, shared-cost, pager, voicemail or internet numbers: those are what SMS pumping
    /// lives on.
    private static final Set<PhoneNumberType> TYPES =
            Set.of(PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE);

    private static final int LONGEST = 40;

    /// What came of a number.
    sealed interface Parsed {

        /// @param number E.164
        /// @param country ISO code of two letters
        record Good(String number, String country) implements Parsed {

            /// The block of ten thousand numbers that it is of.
            String block() {
                return number.substring(0, number.length() - 4);
            }
        }

        /// Not to be registered, for that reason.
        record Bad(String code, String detail) implements Parsed {}
    }

    private final PhoneNumberUtil library = PhoneNumberUtil.getInstance();
    private final List<String> countries;

    PhoneNumbers(@ConfigProperty(name = "SMS_COUNTRIES") List<String> countries) {
        this.countries = countries.stream().map(String::strip).toList();
    }

    List<String> countries() {
        return countries;
    }

    /// @param country where a number without `+` is dialled; null for the first that is allowed
    Parsed parse(String given, @Nullable String country) {
        if (given.length() > LONGEST) {
            return notANumber();
        }
        PhoneNumber number;
        try {
            String region = country == null ? countries.getFirst() : country;
            number = library.parse(given, region.toUpperCase(Locale.ROOT));
        } catch (NumberParseException e) {
            return notANumber();
        }
        if (!library.isValidNumber(number) || number.hasExtension()) {
            return notANumber();
        }
        String region = library.getRegionCodeForNumber(number);
        if (region == null || !countries.contains(region)) {
            return new Parsed.Bad(
                    "country_not_allowed",
                    "Numbers of these countries can be registered: "
                            + String.join(", ", countries)
                            + ".");
        }
        if (!TYPES.contains(library.getNumberType(number))) {
            return new Parsed.Bad(
                    "number_type_not_allowed", "Only numbers of mobile phones can be registered.");
        }
        return new Parsed.Good(library.format(number, PhoneNumberFormat.E164), region);
    }

    /// The country of a number of ours or of Twilio's; `ZZ` where it has none.
    public static String countryOf(String number) {
        PhoneNumberUtil library = PhoneNumberUtil.getInstance();
        try {
            String region = library.getRegionCodeForNumber(library.parse(number, null));
            return region == null ? "ZZ" : region;
        } catch (NumberParseException e) {
            return "ZZ";
        }
    }

    private static Parsed.Bad notANumber() {
        return new Parsed.Bad("not_a_number", "Write the number with + and the country's code.");
    }
}
