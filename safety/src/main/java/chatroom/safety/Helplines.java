package chatroom.safety;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Helplines and emergency numbers by country.
///
/// @param countries in the order of the file
record Helplines(List<Country> countries) {

    /// @param code ISO 3166, two capital letters
    /// @param language of that entry, where a country has several; `*` for all others
    /// @param emergency the number to call in immediate danger
    /// @param helpline name, number and page, as written in a message
    record Country(String code, String language, String emergency, String helpline) {}

    static Helplines load() {
        var countries = new ArrayList<Country>();
        for (String line : Resources.lines("helplines.tsv")) {
            if (!line.isBlank() && !line.startsWith("#")) {
                String[] cells = line.split("\t");
                countries.add(
                        new Country(
                                cells[0],
                                cells[1],
                                cells[2],
                                cells[3] + ": " + cells[4] + " (" + cells[5] + ")"));
            }
        }
        return new Helplines(List.copyOf(countries));
    }

    /// The entry of a country in that language, else its general one; null where there is none.
    @Nullable Country in(String code, String language) {
        return countries.stream()
                .filter(country -> country.code().equals(code))
                .filter(country ->
                        country.language().equals(language) || country.language().equals("*"))
                .findFirst()
                .orElse(null);
    }
}
