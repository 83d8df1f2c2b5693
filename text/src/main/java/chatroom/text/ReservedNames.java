package chatroom.text;

import java.text.Normalizer;
import java.util.Collection;
import java.util.List;
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
                        .flatMap(name -> candidates(name).stream())
                        .filter(name -> !name.isEmpty())
                        .collect(Collectors.toUnmodifiableSet()));
    }

    /// Why nobody may be called so; empty where they may.
    public Optional<String> refusal(String name) {
        if (SIGNED_AS_AI.matcher(Normalizer.normalize(name, Normalizer.Form.NFKC)).matches()) {
            return Optional.of("must not look like the name of a persona");
        }
        List<String> candidates = candidates(name);
        if (candidates.stream().anyMatch(personas::contains)) {
            return Optional.of("must not look like the name of a persona");
        }
        if (candidates.stream().anyMatch(VOICES::contains)
                || Stream.concat(candidates.stream(), words(name).stream())
                        .anyMatch(ROLES::contains)) {
            return Optional.of("must not look like the system, or like somebody who runs it");
        }
        return Optional.empty();
    }

    /// The whole name, and the name without its decorations and the digits at its end.
    private static List<String> candidates(String name) {
        List<String> words = words(name);
        int from = 0;
        int to = words.size();
        while (to - from > 1 && DECORATIONS.contains(words.get(from))) {
            from++;
        }
        while (to - from > 1 && DECORATIONS.contains(words.get(to - 1))) {
            to--;
        }
        String bare = String.join("", words.subList(from, to));
        return List.of(LookAlikes.joinedSkeleton(name), bare);
    }

    private static List<String> words(String name) {
        return Stream.of(
                        Normalizer.normalize(name, Normalizer.Form.NFKC)
                                .split("[\\p{Z}_.\\-‐-―·]+"))
                .filter(word -> !word.isEmpty())
                .map(LookAlikes::joinedSkeleton)
                .toList();
    }

    private static Set<String> skeletons(String... words) {
        return Stream.of(words)
                .map(LookAlikes::joinedSkeleton)
                .collect(Collectors.toUnmodifiableSet());
    }
}
