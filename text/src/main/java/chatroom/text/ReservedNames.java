package chatroom.text;

import java.text.Normalizer;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Names that no person may have, guest or account: those of the personas, and those of who runs
/// the place; also with look-alike letters, other separators, and with `AI` before or behind.
public final class ReservedNames {

    /// How a persona signs: `AI_Einstein`. In these letters alone, for Al is a name.
    private static final Pattern SIGNED_AS_AI = Pattern.compile("(?i)ai(?:[\\p{Z}_.\\-].*+)?");

    private static final Pattern SEPARATORS = Pattern.compile("[\\p{Z}_.\\-‐-―·]+");

    private static final Pattern DIGITS_AT_END = Pattern.compile("\\p{N}++$");

    private static final Pattern INVISIBLE = Pattern.compile("\\p{Cf}+");

    /// What stands beside a persona's name: `AI`, with an l or a 1 for its I too, or `bot`.
    private static final Set<String> DECORATIONS = Set.of("ai", "bot");

    /// As a whole name, these are the room's own voice.
    private static final Set<String> VOICES =
            skeletons(
                    "assistant",
                    "bot",
                    "chatbot",
                    "chatroom",
                    "everybody",
                    "everyone",
                    "help",
                    "helpdesk",
                    "host",
                    "mod",
                    "mods",
                    "official",
                    "operator",
                    "owner",
                    "root",
                    "safety",
                    "security",
                    "server",
                    "service",
                    "staff",
                    "support",
                    "sysop",
                    "system",
                    "team",
                    "sistema",
                    "système",
                    "systém",
                    "sistem",
                    "soporte",
                    "suporte",
                    "supporto",
                    "система",
                    "бот",
                    "поддержка",
                    "сервер",
                    "σύστημα",
                    "النظام",
                    "نظام",
                    "الدعم",
                    "מערכת",
                    "सिस्टम",
                    "प्रणाली",
                    "ระบบ",
                    "hệthống",
                    "系统",
                    "系統",
                    "机器人",
                    "機器人",
                    "客服",
                    "官方",
                    "システム",
                    "ボット",
                    "運営",
                    "サポート",
                    "시스템",
                    "봇",
                    "운영팀");

    /// As any word of a name, these claim a right that people have by their role alone.
    private static final Set<String> ROLES =
            skeletons(
                    "admin",
                    "admins",
                    "administrator",
                    "moderator",
                    "moderators",
                    "sysadmin",
                    "superuser",
                    "webmaster",
                    "administrador",
                    "administradora",
                    "administrateur",
                    "administratrice",
                    "amministratore",
                    "beheerder",
                    "moderador",
                    "moderadora",
                    "modérateur",
                    "modératrice",
                    "moderatore",
                    "moderatorin",
                    "administratorin",
                    "yönetici",
                    "moderatör",
                    "админ",
                    "администратор",
                    "модератор",
                    "адмін",
                    "адміністратор",
                    "διαχειριστής",
                    "مدير",
                    "المدير",
                    "مشرف",
                    "المشرف",
                    "מנהל",
                    "प्रशासक",
                    "व्यवस्थापक",
                    "ผู้ดูแล",
                    "quảntrịviên",
                    "管理员",
                    "管理員",
                    "管理者",
                    "版主",
                    "モデレーター",
                    "アドミン",
                    "관리자",
                    "운영자");

    private final Set<String> personas;

    private ReservedNames(Set<String> personas) {
        this.personas = personas;
    }

    /// The rule for a place where these personas are.
    ///
    /// @param personaNames everything that a persona is called: its name, display name, signature
    public static ReservedNames of(Collection<String> personaNames) {
        return new ReservedNames(
                personaNames.stream()
                        .flatMap(ReservedNames::target)
                        .collect(Collectors.toUnmodifiableSet()));
    }

    /// Why no person may be called so; empty where they may.
    public Optional<String> refusal(String name) {
        return looksLikePersona(name)
                ? Optional.of("must not look like the name of a persona")
                : refusalOfRole(name);
    }

    /// Whether a reader could take the name for one of these personas'.
    public boolean looksLikePersona(String name) {
        return isSignedAsAi(name) || shapes(name).anyMatch(personas::contains);
    }

    /// Why no person may be called so, whoever the personas are: the name claims to be the system,
    /// somebody who runs the place, or any persona.
    public static Optional<String> refusalOfRole(String name) {
        if (isSignedAsAi(name)) {
            return Optional.of("must not look like the name of a persona");
        }
        boolean claimsRole =
                shapes(name).anyMatch(shape -> VOICES.contains(shape) || ROLES.contains(shape))
                        || words(name)
                                .flatMap(word ->
                                        Stream.of(word, DIGITS_AT_END.matcher(word).replaceAll("")))
                                .flatMap(ReservedNames::shapesOfWord)
                                .anyMatch(ROLES::contains);
        return claimsRole
                ? Optional.of("must not look like the system, or like somebody who runs it")
                : Optional.empty();
    }

    private static boolean isSignedAsAi(String name) {
        return SIGNED_AS_AI.matcher(Normalizer.normalize(name, Normalizer.Form.NFKC)).matches();
    }

    /// The skeletons of the whole name, and of the name without its decorations.
    private static Stream<String> shapes(String name) {
        List<String> words = words(name).toList();
        int from = 0;
        int to = words.size();
        while (to - from > 1 && isDecoration(words.get(from))) {
            from++;
        }
        while (to - from > 1 && isDecoration(words.get(to - 1))) {
            to--;
        }
        return Stream.of(words, words.subList(from, to))
                .map(some -> String.join("", some))
                .filter(joined -> !joined.isEmpty())
                .flatMap(ReservedNames::shapesOfWord);
    }

    /// In its own case and in small letters: Н has a look-alike that н has not.
    private static Stream<String> shapesOfWord(String word) {
        return Stream.of(word, PersonName.key(word)).map(LookAlikes::skeleton);
    }

    private static boolean isDecoration(String word) {
        return DECORATIONS.contains(LookAlikes.skeleton(word));
    }

    private static Stream<String> words(String name) {
        return SEPARATORS
                .splitAsStream(Normalizer.normalize(name, Normalizer.Form.NFKC))
                .map(word -> INVISIBLE.matcher(word).replaceAll(""))
                .filter(word -> !word.isEmpty());
    }

    private static Set<String> skeletons(String... words) {
        return Stream.of(words)
                .flatMap(ReservedNames::target)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Stream<String> target(String name) {
        return Stream.concat(shapes(name), shapes(name.toUpperCase(Locale.ROOT)));
    }
}
